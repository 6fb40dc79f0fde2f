"""What a row of a table cannot say: one module per service, found by importing this package."""

from mlplatform.local_aws.behaviours import (
    accessanalyzer,
    backup,
    backup_jobs,
    budgets,
    ce,
    cloudformation,
    codeartifact,
    codeartifact_groups,
    codeartifact_packages,
    codeartifact_versions,
    ec2,
    iam,
    route53resolver,
    sagemaker,
    securityhub,
    ssm,
)

__all__ = [
    "accessanalyzer",
    "backup",
    "backup_jobs",
    "budgets",
    "ce",
    "cloudformation",
    "codeartifact",
    "codeartifact_groups",
    "codeartifact_packages",
    "codeartifact_versions",
    "ec2",
    "iam",
    "route53resolver",
    "sagemaker",
    "securityhub",
    "ssm",
]
