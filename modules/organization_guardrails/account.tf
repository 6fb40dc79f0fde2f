# What holds for an account as a whole: it stays, its root user rests, it works in our regions and with our resources,
# and nobody who works in it stops what watches it.
locals {
  # Services whose calls go to one region wherever the caller is. KMS, Route 53 and CloudFront are not among them.
  _global_actions = [
    "account:*", "budgets:*", "ce:*", "health:*", "iam:*", "organizations:*", "pricing:*", "s3:*AccountPublicAccessBlock",
    "s3:ListAllMyBuckets", "sts:*", "support:*", "trustedadvisor:*",
  ]

  # What AWS puts into every region of a new account is cleared out, and nothing is made there by any of these.
  _clearing_actions = [
    "ec2:CreateTags", "ec2:DeleteInternetGateway", "ec2:DeleteSubnet", "ec2:DeleteVpc", "ec2:Describe*", "ec2:DetachInternetGateway",
  ]

  _data_actions = [
    "codecommit:GitPush", "dynamodb:*Item", "ecr:*LayerUpload", "ecr:PutImage", "ecr:UploadLayerPart", "events:PutEvents", "glue:GetTable*",
    "kinesis:PutRecord*", "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "lambda:InvokeFunction",
    "s3:*Object*", "s3:ListBucket*", "sagemaker:InvokeEndpoint*", "secretsmanager:*SecretValue", "sns:Publish", "sqs:ReceiveMessage",
    "sqs:SendMessage", "ssm:*Parameter*", "states:StartExecution", "sts:AssumeRole",
  ]

  _watching_actions = [
    "access-analyzer:CreateArchiveRule", "access-analyzer:Delete*", "access-analyzer:UpdateAnalyzer",
    "backup:Delete*", "backup:UpdateRecoveryPointLifecycle",
    "cloudtrail:Delete*", "cloudtrail:Put*Selectors", "cloudtrail:Stop*", "cloudtrail:Update*",
    "config:Delete*", "config:PutConfigurationRecorder", "config:PutDeliveryChannel", "config:Stop*",
    "guardduty:Create*Set", "guardduty:CreateFilter", "guardduty:Delete*", "guardduty:Disassociate*", "guardduty:Stop*", "guardduty:Update*",
    "inspector2:Disable*", "logs:Delete*", "macie2:Delete*", "macie2:Disable*", "macie2:Disassociate*", "macie2:UpdateMacieSession",
    "securityhub:BatchDisableStandards", "securityhub:Delete*", "securityhub:Disable*", "securityhub:Disassociate*", "securityhub:Update*",
  ]

  _account = [
    { sid = "DenyLeaving", actions = ["account:CloseAccount", "account:*ableRegion", "organizations:LeaveOrganization"], resources = ["*"] }, # ORG-09
    {
      # The management account may still do a root user's tasks here, in a session that AWS limits to one of them.
      sid = "DenyRoot", actions = ["*"], resources = ["*"] # ORG-09
      conditions = [
        { test = "ArnLike", variable = "aws:PrincipalArn", values = ["arn:${var.context.partition}:iam::*:root"] },
        { test = "Null", variable = "aws:AssumedRoot", values = ["true"] },
      ]
    },
    {
      sid        = "DenyOtherRegions", not_actions = concat(local._clearing_actions, local._global_actions), resources = ["*"] # ORG-04
      conditions = [{ test = "StringNotEquals", variable = "aws:RequestedRegion", values = sort(var.regions) }]
    },
    {
      # What a service does for somebody, in one request of theirs, may reach what belongs to the service.
      sid = "DenyForeignResources", actions = local._data_actions, resources = ["*"] # ORG-03
      conditions = [
        { test = "StringNotEqualsIfExists", variable = "aws:ResourceOrgID", values = [var.context.organization_id] },
        { test = "BoolIfExists", variable = "aws:ViaAWSService", values = ["false"] },
      ]
    },
    { sid = "DenyStoppingWatch", actions = local._watching_actions, resources = ["*"], conditions = local._except_deploy }, # LOG-03
    {
      sid        = "DenyQuickKeyDeletion", actions = ["kms:ScheduleKeyDeletion"], resources = ["*"] # KMS-07
      conditions = [{ test = "NumericLessThan", variable = "kms:ScheduleKeyDeletionPendingWindowInDays", values = ["30"] }]
    },
    {
      sid        = "DenyKeyLockout", actions = ["kms:CreateKey", "kms:PutKeyPolicy"], resources = ["*"] # KMS-07
      conditions = [{ test = "Bool", variable = "kms:BypassPolicyLockoutSafetyCheck", values = ["true"] }]
    },
    {
      sid     = "DenyUsers", resources = ["*"] # IAM-09
      actions = ["iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreateServiceSpecificCredential", "iam:CreateUser", "iam:UploadSSHPublicKey"]
    },
  ]
}
