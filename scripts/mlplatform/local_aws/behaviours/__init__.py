"""What a row of a table cannot say: one module per service, found by importing this package."""

from mlplatform.local_aws.behaviours import (
    accessanalyzer,
    codeartifact,
    ec2,
    route53resolver,
    sagemaker,
)

__all__ = ["accessanalyzer", "codeartifact", "ec2", "route53resolver", "sagemaker"]
