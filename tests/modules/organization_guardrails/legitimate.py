"""What the platform is for: requests that no guardrail may refuse."""

from __future__ import annotations

from modules.organization_guardrails.asking import (
    ACCOUNT,
    DEPLOY,
    FACTORY,
    PIPELINE,
    PLAN,
    STACK_SETS,
    SUBNET,
    Asked,
    actions,
)
from modules.organization_guardrails.forbidden_resources import (
    ANONYMOUS,
    DEPUTY,
    GITHUB,
    GITLAB,
    INTERNET,
    outside,
)
from modules.organization_guardrails.forbidden_sagemaker import (
    AUTOML,
    BY_NEW,
    BY_OLD,
    DOMAIN,
    FEATURES,
    FEATURES_BY_OLD,
    GOOD,
    JOBS,
    KEYED,
    PLACED,
    changed,
)

ROLE, POLICY = f"arn:aws:iam::{ACCOUNT}:role", f"arn:aws:iam::{ACCOUNT}:policy"
GLOBAL = {"aws:RequestedRegion": "us-east-1"}
INTAKE = "bank-mlp-packages-intake"
RELEASE, OWNER = "bank-credit-risk-prod-release", "bank-perimeter-owner"

APPLYING = [
    *actions("ec2", "CreateVpc", "CreateSubnet", "CreateRouteTable", "CreateVpcEndpoint", "ModifyVpcEndpoint", "CreateSecurityGroup", who=DEPLOY),
    *actions("ec2", "CreateNetworkAclEntry", "ModifyVpcAttribute", "ModifyVpcBlockPublicAccessOptions", "DeleteVpc", who=DEPLOY),
    *actions("iam", "AttachRolePolicy", "CreateRole", "PutRolePolicy", "TagRole", who=DEPLOY, on=f"{ROLE}/bank-credit-risk-dev-data-scientist"),
    *actions("iam", "CreatePolicyVersion", "DeletePolicy", "SetDefaultPolicyVersion", who=DEPLOY, on=f"{POLICY}/bank-credit-risk-dev-boundary"),
    *actions("iam", "CreateOpenIDConnectProvider", "UpdateOpenIDConnectProviderThumbprint", who=DEPLOY),
    *actions("cloudtrail", "CreateTrail", "DeleteTrail", "PutEventSelectors", "UpdateTrail", who=DEPLOY),
    *actions("config", "DeleteConfigurationRecorder", "PutConfigurationRecorder", "PutDeliveryChannel", who=DEPLOY),
    *actions("guardduty", "CreateDetector", "UpdateDetector", who=DEPLOY),
    *actions("logs", "CreateLogGroup", "DeleteLogGroup", "PutResourcePolicy", "PutRetentionPolicy", "PutSubscriptionFilter", who=DEPLOY),
    *actions("kms", "CreateKey", "PutKeyPolicy", "EnableKeyRotation", who=DEPLOY),
    Asked("kms:ScheduleKeyDeletion", DEPLOY, keys={"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}),
    Asked("kms:ScheduleKeyDeletion", DEPLOY),  # thirty days where nothing is said
    *actions("s3", "CreateBucket", "PutBucketPolicy", "PutEncryptionConfiguration", "PutAccountPublicAccessBlock", who=DEPLOY),
    *actions("codeartifact", "AssociateExternalConnection", "CreateDomain", "PutDomainPermissionsPolicy", "UpdateRepository", who=DEPLOY),
    *actions("codeartifact", "CreatePackageGroup", "UpdatePackageGroup", "UpdatePackageGroupOriginConfiguration", "DeletePackageGroup", who=DEPLOY),
    *actions("route53resolver", "UpdateFirewallConfig", "DisassociateFirewallRuleGroup", "DeleteFirewallRuleGroup", who=DEPLOY),
    Asked("account:PutAlternateContact", DEPLOY, keys=GLOBAL),
    Asked("budgets:ModifyBudget", DEPLOY, keys=GLOBAL),
    Asked("s3:ListAllMyBuckets", DEPLOY, keys=GLOBAL),
    Asked("sts:GetCallerIdentity", DEPLOY, keys=GLOBAL),
    Asked("iam:CreateRole", DEPLOY, on=f"{ROLE}/bank-credit-risk-dev-backup", keys=GLOBAL),
    Asked("ram:CreateResourceShare", DEPLOY, keys={"ram:RequestedAllowsExternalPrincipals": "false"}),
    Asked("lambda:AddPermission", DEPLOY, keys={"lambda:Principal": "events.amazonaws.com"}),
    Asked("servicecatalog:CreatePortfolioShare", DEPLOY),
    Asked("sagemaker:CreateDomain", DEPLOY, keys=DOMAIN),
    *actions("sagemaker", "CreateStudioLifecycleConfig", "CreateUserProfile", "DeleteDomain", "UpdateDomain", "UpdateUserProfile", who=DEPLOY),
    Asked("sagemaker:UpdateDomain", DEPLOY, keys={"sagemaker:AppNetworkAccessType": "VpcOnly"}),
    *actions("sagemaker", "CreateEndpoint", "CreateImage", "PutModelPackageGroupPolicy", who=DEPLOY),
    Asked("sagemaker:CreateEndpointConfig", DEPLOY, keys=changed(PLACED, VolumeKmsKeyArn=KEYED["sagemaker:VolumeKmsKeyArn"])),
]  # fmt: skip

MAKING_ACCOUNTS = [
    *(
        Asked(action, DEPLOY, keys={"aws:RequestedRegion": region})
        for region in ("us-west-2", "ap-southeast-2")
        for action in (
            "ec2:CreateTags",
            "ec2:DeleteInternetGateway",
            "ec2:DeleteSubnet",
            "ec2:DeleteVpc",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeVpcs",
            "ec2:DetachInternetGateway",
        )
    ),
    *(
        Asked(f"iam:{name}", who, on=f"{ROLE}/{role}")
        for who in (FACTORY, STACK_SETS)
        for role in (DEPLOY, PLAN)
        for name in (
            "AttachRolePolicy",
            "CreateRole",
            "DeleteRole",
            "PutRolePolicy",
            "UpdateAssumeRolePolicy",
        )
    ),
    Asked("iam:CreatePolicy", STACK_SETS, on=f"{POLICY}/bank-mlp-deploy-network"),
    Asked("kms:CreateKey", FACTORY),
    Asked("s3:PutBucketPolicy", FACTORY),
]

READING = [
    *actions("ec2", "DescribeVpcs", "DescribeNetworkAcls", "DescribeVpcBlockPublicAccessOptions", who=PLAN),
    *actions(
        "iam",
        "GetOpenIDConnectProvider",
        "GetRole",
        "ListAttachedRolePolicies",
        who=PLAN,
        on=f"{ROLE}/{DEPLOY}",
    ),
    *actions(
        "codeartifact", "DescribeDomain", "DescribePackageGroup", "GetDomainPermissionsPolicy", who=PLAN
    ),
    *actions("cloudtrail", "DescribeTrails", "GetEventSelectors", "LookupEvents", who=PLAN),
    *actions("sagemaker", "DescribeDomain", "ListTags", "DescribeNotebookInstance", who=PLAN),
    *actions("organizations", "DescribeOrganization", who=PLAN, keys=GLOBAL),
    *actions("logs", "DescribeLogGroups", "FilterLogEvents"),
    *actions("kms", "DescribeKey", "GetKeyPolicy", who=PLAN),
]

WORKING = [
    *(Asked(action, PIPELINE, keys={**GOOD, **keys}) for action in (*JOBS, *AUTOML) for keys in (BY_OLD, KEYED)),
    *(Asked(action, PIPELINE, keys=changed({**GOOD, **BY_NEW})) for action in JOBS),
    Asked("sagemaker:CreateModel", PIPELINE, keys={**PLACED, "sagemaker:NetworkIsolation": "true"}),
    *(Asked("sagemaker:CreateTransformJob", PIPELINE, keys=keys) for keys in (BY_OLD, BY_NEW, KEYED)),
    *(Asked("sagemaker:CreateFeatureGroup", PIPELINE, keys=keys) for keys in (FEATURES, FEATURES_BY_OLD)),
    Asked("sagemaker:CreateTrainingJob", PIPELINE, keys=changed(GOOD, VpcSubnets=(SUBNET, "subnet-0a1b2c3d4e5f60702"))),
    Asked("sagemaker:CreateTrainingJob", PIPELINE, keys={**GOOD, "sagemaker:EnableRemoteDebug": "false"}),
    *actions("sagemaker", "CreateModelPackage", "StartMonitoringSchedule", "UpdateModelPackage", who=PIPELINE),
    *actions("sagemaker", "CreateApp", "CreatePipeline", "CreatePresignedDomainUrl", "CreateProject", "CreateSpace", "StartPipelineExecution"),
    Asked("sagemaker:UpdateSpace", keys={"sagemaker:RemoteAccess": "DISABLED"}),
    *actions("s3", "GetObject", "ListBucket", "PutObject"),
    *actions("kms", "CreateGrant", "Decrypt", "GenerateDataKey"),
    *actions("ec2", "CreateNetworkInterface", "CreateNetworkInterfacePermission", who=PIPELINE),
    *actions("ecr", "BatchGetImage", "GetDownloadUrlForLayer", keys={"aws:ResourceOrgID": None}),  # images of AWS itself
    Asked("s3:GetObject", keys={"aws:ResourceOrgID": None, "aws:ViaAWSService": "true"}),
    *actions("codeartifact", "GetAuthorizationToken", "ReadFromRepository"),
    *actions("codeartifact", "CopyPackageVersions", "DeletePackageVersions", "DisposePackageVersions", "UpdatePackageVersionsStatus", who=INTAKE),
    *actions("codeartifact", "GetAuthorizationToken", "PublishPackageVersion", "PutPackageMetadata", "ReadFromRepository", who=INTAKE),
    Asked("sts:GetServiceBearerToken", INTAKE),
    Asked("sts:GetServiceBearerToken"),
    Asked("sts:AssumeRole"),
    Asked("servicecatalog:ProvisionProduct"),
    Asked("iam:CreateRole", "bank-product-launch", on=f"{ROLE}/products/credit-risk-pipeline"),
    Asked("iam:TagRole", DEPLOY, on=f"{ROLE}/bank-credit-risk-dev-job", keys={"aws:TagKeys": ("owner", "use_case")}),
]  # fmt: skip

NAMED = [
    *(
        Asked(action, who)
        for who in ("bank-credit-risk-dev-break-glass", "bank-credit-risk-dev-platform-engineer")
        for action in (
            "ec2:ModifyVpcEndpoint",
            "ec2:ReplaceNetworkAclEntry",
            "route53resolver:UpdateFirewallRule",
            "sagemaker:UpdateDomain",
        )
    ),
    *actions(
        "sagemaker", "CreateEndpoint", "UpdateEndpoint", "UpdateEndpointWeightsAndCapacities", who=RELEASE
    ),
    Asked("sagemaker:CreateEndpointConfig", RELEASE, keys=BY_NEW),
    Asked("iam:TagRole", OWNER, on=f"{ROLE}/partner-exchange", keys={"aws:TagKeys": ("dp:exclude:network",)}),
    Asked("s3:CreateBucket", DEPLOY, keys={"aws:RequestedRegion": "eu-west-1"}),
]

ROOT_TASKS = [
    Asked(
        "s3:DeleteBucketPolicy",
        keys={"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:root", "aws:AssumedRoot": "true"},
    )
]

ANSWERED = [
    *(outside(action) for action in ("s3:GetObject", "kms:Decrypt", "sqs:SendMessage", "sts:AssumeRole", "logs:PutLogEvents")),
    *(outside(action, DEPUTY, {"aws:SourceOrgID": "o-exampleorg1"}) for action in ("s3:PutObject", "kms:GenerateDataKey", "sqs:SendMessage")),
    outside("s3:PutObject", DEPUTY, {"aws:SourceAccount": None, "aws:SourceOrgID": None}),  # a service that says for nobody
    *(outside("s3:GetObject", INTERNET, who=who) for who in (DEPLOY, PLAN, FACTORY, STACK_SETS, "bank-mlp-state-dev")),
    outside("s3:GetObject", INTERNET, who="bank-credit-risk-dev-backup"),
    outside("kms:Decrypt", INTERNET, {"aws:ViaAWSService": "true"}),
    outside("kms:CreateGrant", INTERNET, who="aws:ec2-infrastructure"),
    outside("s3:GetObject", INTERNET, {"aws:SourceIp": "198.51.100.7"}),
    outside("secretsmanager:GetSecretValue", {"aws:VpceOrgID": None, "aws:SourceVpc": "vpc-0a1b2c3d4e5f60701"}),
    outside("sts:AssumeRoleWithWebIdentity", ANONYMOUS, {GITHUB: "repo:bank/ml-platform:environment:prod"}),
    outside("sts:AssumeRoleWithWebIdentity", ANONYMOUS, {GITLAB: "project_path:bank/ml-platform:ref_type:branch:ref:main"}),
    outside("sts:GetServiceBearerToken"),
    outside("sts:SetContext", DEPUTY, {"aws:SourceOrgID": "o-exampleorg1"}),  # Identity Center, for one of us
    outside("s3:GetObject", {"aws:SourceAccount": ACCOUNT}),
    outside("sqs:SendMessage", {"aws:PrincipalOrgID": "o-zzpartner000", "aws:ResourceTag/dp:exclude:identity": "true"}),
    outside("s3:PutObject", DEPUTY, {"aws:ResourceTag/dp:exclude:identity": "true"}),
    outside("sts:TagSession", {"aws:TagKeys": ("owner",)}),
    outside("s3:ListBucketVersions", {"s3:TlsVersion": "1.2"}),
]  # fmt: skip

LEGITIMATE = {
    "the deploy role applies the platform": APPLYING,
    "an account is made": MAKING_ACCOUNTS,
    "the plan role reads": READING,
    "people and pipelines work": WORKING,
    "those who are named do what they are named for": NAMED,
    "the management account does a root user's task": ROOT_TASKS,
    "resources answer": ANSWERED,
}
ONLY_REALISTIC = ("those who are named do what they are named for", "resources answer")
"""What the smallest example does not let anybody do, for it names nobody."""
