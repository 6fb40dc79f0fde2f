# The ceiling above every role of the use case. It grants nothing by itself; what it does not name, or
# refuses, no policy underneath can give. IAM changes reach only what products make, under /products/, so
# the boundary, the guards and the personas are out of reach of everything that lives under them.
#
# It stands apart from the other policies because it needs nothing but the context: the network's own roles
# wear it before there is a network for the guards to name.
locals {
  _boundary_services = [
    "access-analyzer", "application-autoscaling", "athena", "cloudformation", "cloudtrail", "cloudwatch", "codeartifact", "codebuild",
    "codecommit", "codeconnections", "codepipeline", "config", "dynamodb", "ec2", "ecr", "elasticfilesystem", "events", "glue",
    "guardduty", "kms", "lakeformation", "lambda", "logs", "route53resolver", "s3", "sagemaker", "scheduler", "secretsmanager",
    "securityhub", "servicecatalog", "sns", "sqs", "ssm", "states", "sts", "tag",
  ]

  _role_writes = [
    "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy",
  ]
  _policy_writes = ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"]
  _other_writes  = ["iam:CreatePolicy", "iam:DeleteRole", "iam:TagPolicy", "iam:TagRole", "iam:UntagPolicy", "iam:UntagRole"]

  _boundary = [
    # The services are written out: a ceiling that allowed everything would be none (IAM-01).
    { sid = "Ceiling", actions = [for service in local._boundary_services : "${service}:*"], resources = ["*"] },
    {
      sid     = "CeilingOfIam", resources = ["*"]
      actions = concat(["iam:Generate*", "iam:Get*", "iam:List*", "iam:PassRole", "iam:Simulate*"], local._role_writes, local._policy_writes, local._other_writes)
    },
    # The boundary guards itself, here and in the three refusals after this one (IAM-06).
    { sid = "DenyRemovingBoundary", effect = "Deny", actions = ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary", "iam:PutUserPermissionsBoundary"], resources = ["*"] },
    {
      # StringNotEquals holds for an absent key too: a role without any boundary is refused as well. IAM-06.
      sid        = "DenyRolesWithoutBoundary", effect = "Deny", actions = local._role_writes, resources = ["*"]
      conditions = [{ test = "StringNotEquals", variable = "iam:PermissionsBoundary", values = [local._boundary_arn] }]
    },
    {
      sid       = "DenyChangingBoundaryAndGuards", effect = "Deny", actions = local._policy_writes # IAM-06
      resources = [local._boundary_arn, "${local._iam}:policy/${local._prefix}-guard-*"]
    },
    {
      sid           = "DenyIamOutsideProducts", effect = "Deny", actions = concat(local._role_writes, local._policy_writes, local._other_writes) # IAM-06
      not_resources = ["${local._iam}:policy/products/${local._prefix}-*", "${local._iam}:role/products/${local._prefix}-*"]
    },
    {
      sid           = "DenyPassingOtherRoles", effect = "Deny", actions = ["iam:PassRole"]
      not_resources = ["${local._iam}:role/${local._prefix}-*", "${local._iam}:role/products/${local._prefix}-*"]
    },
    {
      sid = "DenyUsers", effect = "Deny", resources = ["*"] # IAM-09
      actions = [
        "iam:AddUserToGroup", "iam:Attach*User*", "iam:AttachGroupPolicy", "iam:Create*Provider", "iam:CreateAccessKey", "iam:CreateGroup",
        "iam:CreateLoginProfile", "iam:CreateServiceSpecificCredential", "iam:CreateUser", "iam:Put*User*", "iam:PutGroupPolicy",
        "iam:Update*Profile", "iam:UpdateAccessKey", "iam:UpdateAssumeRolePolicy", "iam:UploadSSHPublicKey",
      ]
    },
    {
      sid = "DenyInternetPaths", effect = "Deny", resources = ["*"] # NET-01
      actions = [
        "ec2:Accept*Peering*", "ec2:AllocateAddress", "ec2:AssociateAddress", "ec2:Attach*Gateway", "ec2:Create*Gateway", "ec2:Create*Peering*",
        "ec2:Create*VpcAttachment", "ec2:CreateClientVpn*", "ec2:CreateInstanceConnectEndpoint", "ec2:CreateRoute", "ec2:CreateTrafficMirror*",
        "ec2:CreateVpcBlockPublicAccessExclusion", "ec2:CreateVpcEndpointServiceConfiguration", "ec2:CreateVpnConnection",
        "ec2:DeleteNetworkAcl*", "ec2:ModifySubnetAttribute", "ec2:ModifyVpcBlockPublicAccess*", "ec2:ReplaceRoute", "ec2:RunInstances",
        "lambda:*FunctionUrlConfig",
      ]
    },
    {
      sid        = "DenyOtherRegions", effect = "Deny", not_actions = ["iam:*"], resources = ["*"] # ORG-04
      conditions = [{ test = "StringNotEquals", variable = "aws:RequestedRegion", values = [var.context.region] }]
    },
    {
      sid = "DenyOutsideOrganization", effect = "Deny", resources = ["*"] # ORG-03, S3-11
      actions = [
        "codecommit:GitPush", "dynamodb:*Item", "events:PutEvents", "glue:GetTable*", "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt",
        "kms:GenerateDataKey*", "kms:ReEncrypt*", "lambda:InvokeFunction", "s3:*Object*", "s3:ListBucket*", "sagemaker:InvokeEndpoint*",
        "secretsmanager:*SecretValue", "sns:Publish", "sqs:SendMessage", "ssm:*Parameter*", "states:StartExecution", "sts:AssumeRole",
      ]
      conditions = [{ test = "StringNotEquals", variable = "aws:ResourceOrgID", values = [var.context.organization_id] }]
    },
    {
      # The one reviewed exception: images that AWS itself publishes, and only to pull them (ORG-03).
      sid = "DenyForeignImages", effect = "Deny", actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], resources = ["*"]
      conditions = concat(
        [{ test = "StringNotEquals", variable = "aws:ResourceOrgID", values = [var.context.organization_id] }],
        [for ids in [sort(var.aws_image_account_ids)] : { test = "StringNotEquals", variable = "aws:ResourceAccount", values = ids } if length(ids) > 0],
      )
    },
    {
      sid        = "DenyPushingImagesOutside", effect = "Deny", actions = ["ecr:*LayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"], resources = ["*"]
      conditions = [{ test = "StringNotEquals", variable = "aws:ResourceOrgID", values = [var.context.organization_id] }]
    },
  ]
}

data "aws_iam_policy_document" "boundary" {
  dynamic "statement" {
    for_each = local._boundary

    content {
      sid           = statement.value.sid
      effect        = try(statement.value.effect, "Allow")
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
      not_resources = try(statement.value.not_resources, null)

      dynamic "condition" {
        for_each = try(statement.value.conditions, [])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_iam_policy" "boundary" {
  name   = "${local._prefix}-boundary"
  policy = data.aws_iam_policy_document.boundary.minified_json
}
