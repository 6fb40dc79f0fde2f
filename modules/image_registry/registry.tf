# What holds for the whole registry of the account, whichever repository somebody makes in it.

# Inspector scans what is pushed, and again whenever a flaw becomes known. ECR-01.
resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "ENHANCED"

  rule {
    scan_frequency = "CONTINUOUS_SCAN"

    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}

data "aws_iam_policy_document" "registry" {
  # A cache of another registry brings in whatever has that name there today. The module has none, the guardrails of the
  # organization refuse one, and so does the registry itself, to everybody. ECR-02.
  statement {
    sid    = "DenyCachesAndCopies"
    effect = "Deny"
    actions = [
      "ecr:BatchImportUpstreamImage", "ecr:CreatePullThroughCacheRule", "ecr:CreateRepositoryCreationTemplate", "ecr:PutReplicationConfiguration",
      "ecr:ReplicateImage", "ecr:UpdatePullThroughCacheRule", "ecr:UpdateRepositoryCreationTemplate",
    ]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }

  # A repository that nobody reviewed would have none of the refusals that these have. ECR-03.
  statement {
    sid    = "DenyOtherManagers"
    effect = "Deny"
    actions = [
      "ecr:CreateRepository", "ecr:DeleteRegistryPolicy", "ecr:PutAccountSetting", "ecr:PutRegistryPolicy", "ecr:PutRegistryScanningConfiguration",
    ]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "ArnNotEquals"
      variable = "aws:PrincipalArn"
      values   = sort(var.management_role_arns)
    }
  }
}

resource "aws_ecr_registry_policy" "this" {
  policy = data.aws_iam_policy_document.registry.minified_json
}
