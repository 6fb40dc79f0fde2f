# What is built goes from stage to stage: the pipeline of an environment writes its own part of a use case's store, and
# reads that of the environment before it.
locals {
  _stages = {
    dev  = { reads = ["dev"] }
    test = { reads = ["dev", "test"] }
    prod = { reads = ["test", "prod"] }
  }
  _artifact_stages = length(var.artifact_stores) > 0 ? local._stages : {}
}

data "aws_iam_policy_document" "artifacts" {
  for_each = local._artifact_stages

  statement {
    sid       = "ReadThisStageAndTheOneBefore"
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = flatten([for store in values(var.artifact_stores) : [for stage in each.value.reads : "${store.bucket_arn}/${stage}/*"]])
  }

  statement {
    sid       = "WriteThisStage"
    actions   = ["s3:PutObject"]
    resources = [for store in values(var.artifact_stores) : "${store.bucket_arn}/${each.key}/*"]
  }

  statement {
    sid       = "KeysThroughS3"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [for store in values(var.artifact_stores) : store.kms_key_arn] # KMS-08

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.context.region}.amazonaws.com"]
    }
  }
}

resource "aws_iam_policy" "artifacts" {
  for_each = local._artifact_stages

  name        = "${var.organization}-mlp-ci-artifacts-${each.key}"
  description = "Artifacts that pipelines of ${each.key} write, and those that they read."
  policy      = data.aws_iam_policy_document.artifacts[each.key].minified_json
}

resource "aws_iam_role_policy_attachment" "artifacts" {
  for_each = local._artifact_stages

  role       = aws_iam_role.ci["apply-${each.key}"].name
  policy_arn = aws_iam_policy.artifacts[each.key].arn
}
