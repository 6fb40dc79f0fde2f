# Who comes to an image. Accounts of use cases pull, and nothing else is granted here: in this account the policy of a role
# decides, within what is refused. A repository's policy speaks of its repository, so no statement names a resource.
locals {
  _pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
  _push = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"]

  # Inspector reads every layer of what it scans, with a role that AWS alone can take on.
  _inspector_role_arn = "arn:${var.context.partition}:iam::${var.context.account_id}:role/aws-service-role/inspector2.amazonaws.com/AWSServiceRoleForAmazonInspector2"

  _refusals = [
    {
      sid = "DenyOutsideOrganization", actions = ["ecr:*"] # ECR-02
      conditions = [
        { test = "StringNotEqualsIfExists", variable = "aws:PrincipalOrgID", values = [var.context.organization_id] },
        { test = "BoolIfExists", variable = "aws:PrincipalIsAWSService", values = ["false"] },
      ]
    },
    {
      # A role of this account needs no grant here, so everybody who has no business with images is refused. ECR-02.
      sid = "DenyOtherPullersOfThisAccount", actions = local._pull
      conditions = [
        { test = "StringEquals", variable = "aws:PrincipalAccount", values = [var.context.account_id] },
        { test = "ArnNotEquals", variable = "aws:PrincipalArn", values = [local._build_role_arn, local._inspector_role_arn] },
      ]
    },
    {
      sid        = "DenyOtherPushers", actions = local._push # ECR-03
      conditions = [{ test = "ArnNotEquals", variable = "aws:PrincipalArn", values = [local._build_role_arn] }]
    },
    {
      # What comes from elsewhere by itself was built by nobody here. ECR-03.
      sid        = "DenyImagesFromElsewhere", actions = ["ecr:BatchImportUpstreamImage", "ecr:ReplicateImage"]
      conditions = []
    },
    {
      # Old builds go by the lifecycle, which is ECR's own doing. ECR-01.
      sid        = "DenyDeletingAndMovingTags", actions = ["ecr:BatchDeleteImage", "ecr:PutImageTagMutability"]
      conditions = []
    },
    {
      sid = "DenyOtherManagers" # ECR-03
      actions = [
        "ecr:DeleteLifecyclePolicy", "ecr:DeleteRepository", "ecr:DeleteRepositoryPolicy", "ecr:PutImageScanningConfiguration",
        "ecr:PutLifecyclePolicy", "ecr:SetRepositoryPolicy",
      ]
      conditions = [{ test = "ArnNotEquals", variable = "aws:PrincipalArn", values = sort(var.management_role_arns) }]
    },
  ]
}

data "aws_iam_policy_document" "repository" {
  dynamic "statement" {
    for_each = length(var.consumer_account_ids) > 0 ? [sort(var.consumer_account_ids)] : []
    content {
      sid     = "PullByUseCases"
      actions = local._pull

      principals {
        type        = "AWS"
        identifiers = [for id in statement.value : "arn:${var.context.partition}:iam::${id}:root"] # ECR-02
      }
      condition {
        test     = "StringEquals"
        variable = "aws:PrincipalOrgID" # ECR-02
        values   = [var.context.organization_id]
      }
    }
  }

  dynamic "statement" {
    for_each = local._refusals
    content {
      sid     = statement.value.sid
      effect  = "Deny"
      actions = statement.value.actions

      principals {
        type        = "*"
        identifiers = ["*"]
      }
      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_ecr_repository_policy" "this" {
  for_each = var.images

  repository = aws_ecr_repository.this[each.key].name
  policy     = data.aws_iam_policy_document.repository.minified_json
}
