# undecided: aws_iam_policy.unknown_resource, aws_iam_policy.unknown_condition, aws_iam_policy.unknown_beside_a_dynamic_block
# fail: aws_iam_policy.unknown_whole
resource "terraform_data" "later" {
  input = "arn:aws:s3:::first"
}

resource "aws_kms_key" "data" {
  description = "Data."
}

variable "buckets" {
  type    = list(string)
  default = ["first"]
}

locals {
  hidden = [terraform_data.later.output]
}

# A local is not in a plan, so nothing shows what the resource will come from.
data "aws_iam_policy_document" "unknown_resource" {
  statement {
    actions   = ["s3:GetObject"]
    resources = local.hidden
  }
}

resource "aws_iam_policy" "unknown_resource" {
  name   = "unknown-resource"
  policy = data.aws_iam_policy_document.unknown_resource.json
}

# A condition with one unknown value is unknown as a whole, its operator and key with it.
data "aws_iam_policy_document" "unknown_condition" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceAccount"
      values   = local.hidden
    }
  }
}

resource "aws_iam_policy" "unknown_condition" {
  name   = "unknown-condition"
  policy = data.aws_iam_policy_document.unknown_condition.json
}

# Blocks that are made by dynamic are not in the configuration, so an unknown value in them has no name.
data "aws_iam_policy_document" "unknown_beside_a_dynamic_block" {
  dynamic "statement" {
    for_each = var.buckets
    content {
      actions   = ["s3:GetObject"]
      resources = ["arn:aws:s3:::${statement.value}/*", aws_kms_key.data.arn]
    }
  }
}

resource "aws_iam_policy" "unknown_beside_a_dynamic_block" {
  name   = "unknown-beside-a-dynamic-block"
  policy = data.aws_iam_policy_document.unknown_beside_a_dynamic_block.json
}

resource "aws_iam_policy" "unknown_whole" {
  name   = "unknown-whole"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = terraform_data.later.output }] })
}
