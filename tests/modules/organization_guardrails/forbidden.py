"""What nobody may do, by the statement that refuses it: each of these requests is denied, and that statement is why."""

from __future__ import annotations

from modules.organization_guardrails.asking import (
    ACCOUNT,
    DEPLOY,
    FACTORY,
    PIPELINE,
    PLAN,
    STACK_SETS,
    WORKER,
    Asked,
    actions,
)
from modules.organization_guardrails.forbidden_resources import RESOURCES
from modules.organization_guardrails.forbidden_sagemaker import SAGEMAKER

ROLE, POLICY = f"arn:aws:iam::{ACCOUNT}:role", f"arn:aws:iam::{ACCOUNT}:policy"
FOREIGN: dict[str, str | tuple[str, ...] | None] = {"aws:ResourceOrgID": "o-zzforeign00"}
ROOT: dict[str, str | tuple[str, ...] | None] = {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:root"}

ACCOUNTS: dict[str, list[Asked]] = {
    "DenyLeaving": [
        Asked("organizations:LeaveOrganization", DEPLOY),
        Asked("organizations:LeaveOrganization", FACTORY),
        *actions("account", "CloseAccount", "DisableRegion", "EnableRegion", who=DEPLOY),
    ],
    "DenyRoot": [
        Asked("iam:CreateRole", keys=ROOT),
        Asked("s3:GetObject", keys=ROOT),
        Asked("account:PutAlternateContact", keys=ROOT),
    ],
    "DenyOtherRegions": [
        Asked("s3:CreateBucket", DEPLOY, keys={"aws:RequestedRegion": "us-east-1"}),
        Asked("kms:CreateKey", DEPLOY, keys={"aws:RequestedRegion": "eu-central-1"}),
        Asked("sagemaker:ListDomains", keys={"aws:RequestedRegion": "us-west-2"}),
        Asked("route53:CreateHostedZone", DEPLOY, keys={"aws:RequestedRegion": "us-east-1"}),
        Asked("cloudfront:ListDistributions", DEPLOY, keys={"aws:RequestedRegion": "us-east-1"}),
    ],
    "DenyForeignResources": [
        *(
            Asked(action, who, keys=FOREIGN)
            for who in (WORKER, DEPLOY)
            for action in (
                "codecommit:GitPush", "dynamodb:PutItem", "ecr:CompleteLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
                "events:PutEvents", "glue:GetTables", "kinesis:PutRecords", "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt",
                "kms:GenerateDataKey", "kms:ReEncryptTo", "lambda:InvokeFunction", "s3:DeleteObject", "s3:GetObject", "s3:ListBucket",
                "s3:PutObject", "s3:ReplicateObject", "sagemaker:InvokeEndpoint", "secretsmanager:GetSecretValue", "sns:Publish",
                "sqs:ReceiveMessage", "sqs:SendMessage", "ssm:PutParameter", "states:StartExecution", "sts:AssumeRole",
            )
        ),
        Asked("s3:PutObject", keys={"aws:ResourceOrgID": None}),  # an account of no organization at all
        Asked("s3:PutObject", FACTORY, keys=FOREIGN),
    ],
    "DenyStoppingWatch": [
        *actions("access-analyzer", "CreateArchiveRule", "DeleteAnalyzer", "UpdateAnalyzer"),
        *actions("backup", "DeleteBackupVault", "DeleteRecoveryPoint", "UpdateRecoveryPointLifecycle"),
        *actions("cloudtrail", "DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"),
        *actions("config", "DeleteConfigurationRecorder", "PutConfigurationRecorder", "PutDeliveryChannel", "StopConfigurationRecorder"),
        *actions("guardduty", "CreateFilter", "CreateIPSet", "DeleteDetector", "DisassociateFromAdministratorAccount"),
        *actions("guardduty", "StopMonitoringMembers", "UpdateDetector"),
        *actions("inspector2", "Disable"),
        *actions("logs", "DeleteLogGroup", "DeleteRetentionPolicy"),
        *actions("macie2", "DeleteMember", "DisableMacie", "DisassociateFromAdministratorAccount", "UpdateMacieSession"),
        *actions("securityhub", "BatchDisableStandards", "DeleteInsight", "DisableSecurityHub", "UpdateStandardsControl"),
        *actions("securityhub", "DisassociateFromAdministratorAccount"),
        Asked("cloudtrail:StopLogging", FACTORY),
    ],
    "DenyQuickKeyDeletion": [
        Asked("kms:ScheduleKeyDeletion", DEPLOY, keys={"kms:ScheduleKeyDeletionPendingWindowInDays": days}) for days in ("7", "29")
    ],
    "DenyKeyLockout": [
        Asked(f"kms:{name}", DEPLOY, keys={"kms:BypassPolicyLockoutSafetyCheck": "true"}) for name in ("CreateKey", "PutKeyPolicy")
    ],
    "DenyUsers": [
        *actions("iam", "CreateAccessKey", "CreateLoginProfile", "CreateServiceSpecificCredential", "CreateUser", who=DEPLOY),
        Asked("iam:UploadSSHPublicKey", FACTORY),
    ],
}  # fmt: skip

NETWORK: dict[str, list[Asked]] = {
    "DenyWaysOut": [
        *actions("ec2", "AcceptAddressTransfer", "AcceptTransitGatewayVpcAttachment", "AcceptVpcEndpointConnections", who=DEPLOY),
        *actions("ec2", "AcceptVpcPeeringConnection", "AdvertiseByoipCidr", "AllocateAddress", "AssociateAddress", who=DEPLOY),
        *actions("ec2", "AssociateNatGatewayAddress", "AttachInternetGateway", "AttachVpnGateway", who=DEPLOY),
        *actions("ec2", "CreateCarrierGateway", "CreateClientVpnEndpoint", "CreateCustomerGateway", "CreateDefaultSubnet", who=DEPLOY),
        *actions("ec2", "CreateDefaultVpc", "CreateEgressOnlyInternetGateway", "CreateInstanceConnectEndpoint", who=DEPLOY),
        *actions("ec2", "CreateInternetGateway", "CreateLocalGatewayRoute", "CreateNatGateway", "CreateTrafficMirrorSession", who=DEPLOY),
        *actions("ec2", "CreateTransitGateway", "CreateTransitGatewayVpcAttachment", "CreateTransitGatewayPeeringAttachment", who=DEPLOY),
        *actions("ec2", "CreateVerifiedAccessEndpoint", "CreateVpcBlockPublicAccessExclusion", who=DEPLOY),
        *actions("ec2", "CreateVpcEndpointServiceConfiguration", "CreateVpcPeeringConnection", "CreateVpnConnection", who=DEPLOY),
        *actions("ec2", "CreateVpnGateway", "EnableAddressTransfer", "EnableVgwRoutePropagation", who=DEPLOY),
        *actions("ec2", "ModifyVpcBlockPublicAccessExclusion", "ModifyVpcEndpointServicePermissions", "ProvisionByoipCidr", who=DEPLOY),
        *actions("lambda", "CreateFunctionUrlConfig", "UpdateFunctionUrlConfig", who=DEPLOY),
        Asked("ec2:CreateInternetGateway", FACTORY),
    ],
    "DenySharing": [
        *actions("ec2", "ModifyFpgaImageAttribute", "ModifyImageAttribute", "ModifySnapshotAttribute", who=DEPLOY),
        *actions("rds", "ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute", who=DEPLOY),
        Asked("ecr:CreatePullThroughCacheRule", DEPLOY),
        Asked("ram:AcceptResourceShareInvitation", DEPLOY),
        Asked("ssm:ModifyDocumentPermission", DEPLOY),
    ],
    "DenyDoors": [
        Asked(action, DEPLOY)
        for action in (
            "amplify:CreateApp", "apigateway:POST", "apprunner:CreateService", "appsync:CreateGraphqlApi", "cloudfront:CreateDistribution",
            "directconnect:CreateConnection", "ecr-public:CreateRepository", "elasticbeanstalk:CreateEnvironment",
            "elasticloadbalancing:CreateLoadBalancer", "globalaccelerator:CreateAccelerator", "lightsail:CreateInstances",
            "networkmanager:CreateVpcAttachment", "route53domains:RegisterDomain", "transfer:CreateServer", "vpc-lattice:CreateService",
        )
    ],
    "DenyNetworkWrites": [
        *actions("ec2", "CreateFleet", "CreateNetworkAclEntry", "CreateRoute", "CreateSubnet", "CreateVpc", "CreateVpcEndpoint"),
        *actions("ec2", "DeleteNetworkAclEntry", "DisableImageBlockPublicAccess", "DisableEbsEncryptionByDefault"),
        *actions("ec2", "DisableSnapshotBlockPublicAccess", "ModifySubnetAttribute", "ModifyVpcBlockPublicAccessOptions"),
        *actions("ec2", "ModifyVpcAttribute", "ReplaceRoute", "RequestSpotInstances", "RunInstances"),
        *actions("events", "PutPermission"),
        *actions("iam", "AddClientIDToOpenIDConnectProvider", "CreateOpenIDConnectProvider", "CreateSAMLProvider"),
        *actions("iam", "UpdateOpenIDConnectProviderThumbprint"),
        *actions("logs", "PutAccountPolicy", "PutDeliveryDestination", "PutDestination", "PutResourcePolicy", "PutSubscriptionFilter"),
        *actions("ram", "AssociateResourceShare"),
        *actions("route53resolver", "DeleteFirewallRule", "DisassociateFirewallRuleGroup"),
        *actions("s3", "PutAccountPublicAccessBlock"),
        *actions("servicecatalog", "CreatePortfolioShare"),
        Asked("ec2:CreateRoute", PIPELINE),
    ],
    "DenyMends": [
        *actions("ec2", "ModifyVpcEndpoint", "ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"),
        *actions("route53resolver", "UpdateFirewallConfig", "UpdateFirewallRule"),
        Asked("sagemaker:UpdateDomain"),
    ],
    "DenyExternalShares": [
        Asked(f"ram:{name}", DEPLOY, keys={"ram:RequestedAllowsExternalPrincipals": "true"})
        for name in ("CreateResourceShare", "UpdateResourceShare")
    ],
    "DenyPublicFunctions": [Asked("lambda:AddPermission", DEPLOY, keys={"lambda:Principal": "*"})],
}  # fmt: skip

PLATFORM: dict[str, list[Asked]] = {
    "DenyPlatformRoles": [
        *(
            Asked(f"iam:{name}", who, on=f"{ROLE}/bank-credit-risk-dev-data-scientist")
            for who in (WORKER, PLAN)
            for name in ("AttachRolePolicy", "CreateRole", "DeleteRolePermissionsBoundary", "DetachRolePolicy", "PutRolePolicy",
                         "PutRolePermissionsBoundary", "TagRole", "UntagRole", "UpdateAssumeRolePolicy")
        ),
        *(
            Asked(f"iam:{name}", on=f"{POLICY}/bank-credit-risk-dev-boundary")
            for name in ("CreatePolicyVersion", "DeletePolicy", "SetDefaultPolicyVersion")
        ),
    ],
    "DenyDeployRoles": [
        *(
            Asked(f"iam:{action}", who, on=f"{ROLE}/{role}")
            for who in (DEPLOY, PIPELINE)
            for role in (DEPLOY, PLAN, FACTORY, "stacksets-exec-made-by-hand")
            for action in ("AttachRolePolicy", "CreateRole", "UpdateAssumeRolePolicy")
        ),
        Asked("iam:CreatePolicyVersion", DEPLOY, on=f"{POLICY}/bank-mlp-deploy-network"),
        Asked("iam:DeletePolicy", DEPLOY, on=f"{POLICY}/bank-mlp-plan"),
        *(
            Asked(f"iam:{name}", DEPLOY, on=f"{ROLE}/{DEPLOY}")
            for name in ("DeleteRolePolicy", "DetachRolePolicy", "PutRolePolicy", "TagRole", "UntagRole")
        ),
        Asked("iam:SetDefaultPolicyVersion", DEPLOY, on=f"{POLICY}/bank-mlp-deploy"),
    ],
    "DenyPerimeterTags": [
        Asked(action, who, keys={"aws:TagKeys": tags})
        for who in (WORKER, DEPLOY, FACTORY, STACK_SETS)
        for action in ("iam:TagRole", "iam:UntagRole", "sts:TagSession", "kms:TagResource", "sqs:TagQueue", "s3:TagResource")
        for tags in (("dp:exclude:network",), ("dp:exclude:identity", "owner"))
    ],
    "DenyOpeningPackages": [
        *actions("codeartifact", "AssociateExternalConnection", "CreateDomain", "CreatePackageGroup", "CreateRepository"),
        *actions("codeartifact", "DeleteDomain", "DeleteDomainPermissionsPolicy", "DeletePackageGroup", "DeleteRepository"),
        *actions("codeartifact", "DeleteRepositoryPermissionsPolicy", "PutDomainPermissionsPolicy", "PutPackageOriginConfiguration"),
        *actions("codeartifact", "PutRepositoryPermissionsPolicy", "UpdatePackageGroupOriginConfiguration", "UpdateRepository"),
        Asked("codeartifact:PutDomainPermissionsPolicy", FACTORY),
    ],
}  # fmt: skip

FORBIDDEN = ACCOUNTS | NETWORK | PLATFORM | SAGEMAKER | RESOURCES
