# Calls that somebody is told of: name of the alarm => the services, and the calls by name. The trail is of all regions,
# and so are these, IAM among them, whose calls come to no rule of EventBridge outside its home region.
locals {
  _watched_calls = {
    bucket-policies = {
      why      = "The policy, encryption, lifecycle or public access block of a bucket was changed."
      services = ["s3"]
      calls = [
        "DeleteAccountPublicAccessBlock", "DeleteBucketEncryption", "DeleteBucketLifecycle", "DeleteBucketPolicy",
        "DeleteBucketPublicAccessBlock", "DeleteBucketReplication", "PutAccountPublicAccessBlock", "PutBucketAcl", "PutBucketCors",
        "PutBucketEncryption", "PutBucketLifecycle", "PutBucketLogging", "PutBucketObjectLockConfiguration", "PutBucketPolicy",
        "PutBucketPublicAccessBlock", "PutBucketReplication", "PutBucketVersioning",
      ]
    }
    config = {
      why      = "AWS Config was stopped or changed, or a rule of it taken away."
      services = ["config"]
      calls    = ["DeleteConfigRule", "DeleteConfigurationRecorder", "DeleteDeliveryChannel", "PutConfigurationRecorder", "PutDeliveryChannel", "StopConfigurationRecorder"]
    }
    detection = {
      why      = "GuardDuty, Security Hub, Macie, Inspector or Access Analyzer was switched off or left its organization."
      services = ["access-analyzer", "guardduty", "inspector2", "macie2", "securityhub"]
      calls = [
        "BatchDisableStandards", "CreateFilter", "DeleteAnalyzer", "DeleteDetector", "Disable", "DisableMacie", "DisableSecurityHub", "DisassociateFromAdministratorAccount",
        "DisassociateMembers", "StopMonitoringMembers", "UpdateDetector", "UpdateMacieSession", "UpdateStandardsControl",
      ]
    }
    identities = {
      why      = "A user, an access key, a password or an identity provider was made or changed, which nobody here needs."
      services = ["iam"]
      calls = [
        "AddUserToGroup", "CreateAccessKey", "CreateLoginProfile", "CreateOpenIDConnectProvider", "CreateSAMLProvider", "CreateServiceSpecificCredential", "CreateUser",
        "DeactivateMFADevice", "DeleteAccountPasswordPolicy", "UpdateAccessKey", "UpdateAccountPasswordPolicy", "UpdateLoginProfile",
        "UpdateOpenIDConnectProviderThumbprint", "UpdateSAMLProvider",
      ]
    }
    keys = {
      why      = "A key was disabled, scheduled for deletion, or its policy or rotation changed."
      services = ["kms"]
      calls    = ["DisableKey", "DisableKeyRotation", "PutKeyPolicy", "ScheduleKeyDeletion"]
    }
    network-acls = {
      why      = "A network ACL was changed."
      services = ["ec2"]
      calls    = ["CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry", "ReplaceNetworkAclAssociation", "ReplaceNetworkAclEntry"]
    }
    network-gateways = {
      why      = "A way out of a VPC was made or changed: a gateway, a peering, an address, an endpoint."
      services = ["ec2"]
      calls = [
        "AcceptVpcPeeringConnection", "AllocateAddress", "AttachInternetGateway", "AttachVpnGateway", "CreateCarrierGateway", "CreateCustomerGateway",
        "CreateEgressOnlyInternetGateway", "CreateInternetGateway", "CreateNatGateway", "CreateTransitGatewayVpcAttachment", "CreateVpcEndpoint", "CreateVpcPeeringConnection",
        "DeleteVpcEndpoints", "DetachInternetGateway", "ModifyVpcBlockPublicAccessOptions", "ModifyVpcEndpoint", "CreateVpcBlockPublicAccessExclusion",
      ]
    }
    network-routes = {
      why      = "A route or a route table was changed."
      services = ["ec2"]
      calls    = ["AssociateRouteTable", "CreateRoute", "CreateRouteTable", "DeleteRoute", "DeleteRouteTable", "DisassociateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation"]
    }
    network-vpcs = {
      why      = "A VPC or a security group was made, changed or deleted."
      services = ["ec2"]
      calls = [
        "AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "CreateDefaultVpc", "CreateSecurityGroup", "CreateVpc", "DeleteFlowLogs",
        "DeleteSecurityGroup", "DeleteVpc", "ModifySecurityGroupRules", "ModifyVpcAttribute", "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress",
      ]
    }
    organization = {
      why      = "The organization, its accounts or its policies were changed."
      services = ["organizations"]
      calls = [
        "AcceptHandshake", "AttachPolicy", "CreateAccount", "CreatePolicy", "DeletePolicy", "DetachPolicy", "DisableAWSServiceAccess", "DisablePolicyType", "InviteAccountToOrganization",
        "LeaveOrganization", "MoveAccount", "RegisterDelegatedAdministrator", "RemoveAccountFromOrganization", "UpdatePolicy",
      ]
    }
    policies-attached = {
      why      = "A policy of IAM was attached to an identity or detached from one, or who may take on a role was changed."
      services = ["iam"]
      calls = [
        "AttachGroupPolicy", "AttachRolePolicy", "AttachUserPolicy", "DeleteRolePermissionsBoundary", "DetachGroupPolicy", "DetachRolePolicy", "DetachUserPolicy",
        "PutRolePermissionsBoundary", "UpdateAssumeRolePolicy",
      ]
    }
    policies-written = {
      why      = "A policy of IAM was written or deleted."
      services = ["iam"]
      calls = [
        "CreatePolicy", "CreatePolicyVersion", "DeleteGroupPolicy", "DeletePolicy", "DeletePolicyVersion", "DeleteRolePolicy", "DeleteUserPolicy",
        "PutGroupPolicy", "PutRolePolicy", "PutUserPolicy", "SetDefaultPolicyVersion",
      ]
    }
    trail = {
      why      = "A trail was made, changed, stopped or deleted."
      services = ["cloudtrail"]
      calls    = ["CreateTrail", "DeleteTrail", "PutEventSelectors", "PutInsightSelectors", "StartLogging", "StopLogging", "UpdateTrail"]
    }
  }
}
