# Refusals that hold for everyone, and one grant: S3 itself may deliver access logs.
locals {
  _common_refusals = [
    {
      sid        = "DenyWithoutTls", actions = ["s3:*"] # S3-03
      conditions = [{ test = "Bool", variable = "aws:SecureTransport", values = ["false"] }]
    },
    {
      sid        = "DenyOldTls", actions = ["s3:*"] # S3-03
      conditions = [{ test = "NumericLessThan", variable = "s3:TlsVersion", values = ["1.2"] }]
    },
    {
      sid = "DenyOutsideOrganization", actions = ["s3:*"] # S3-09
      conditions = [
        { test = "StringNotEqualsIfExists", variable = "aws:PrincipalOrgID", values = [var.context.organization_id] },
        { test = "BoolIfExists", variable = "aws:PrincipalIsAWSService", values = ["false"] },
      ]
    },
    # Old versions go by the lifecycle, which asks no policy; nobody takes a log away. S3-12.
    { sid = "DenyDelete", actions = ["s3:DeleteObject", "s3:DeleteObjectVersion"], conditions = [] },
    {
      # A key that the caller brings along is a key the bank does not hold (S3-05).
      sid        = "DenyCallersKey", actions = ["s3:PutObject"]
      conditions = [{ test = "Null", variable = "s3:x-amz-server-side-encryption-customer-algorithm", values = ["false"] }]
    },
  ]

  # An upload that says nothing about encryption gets the bucket's default, which is our key. One that does
  # speak must name that key, and must name it: "aws:kms" alone would take the key that AWS manages. S3-05.
  _our_key_only = [
    {
      sid = "DenyOtherEncryption", actions = ["s3:PutObject"]
      conditions = [
        { test = "Null", variable = "s3:x-amz-server-side-encryption", values = ["false"] },
        { test = "StringNotEquals", variable = "s3:x-amz-server-side-encryption", values = ["aws:kms"] },
      ]
    },
    {
      sid = "DenyUnnamedKey", actions = ["s3:PutObject"]
      conditions = [
        { test = "StringEquals", variable = "s3:x-amz-server-side-encryption", values = ["aws:kms"] },
        { test = "Null", variable = "s3:x-amz-server-side-encryption-aws-kms-key-id", values = ["true"] },
      ]
    },
    {
      sid = "DenyOtherKey", actions = ["s3:PutObject"]
      conditions = [
        { test = "Null", variable = "s3:x-amz-server-side-encryption-aws-kms-key-id", values = ["false"] },
        { test = "StringNotEquals", variable = "s3:x-amz-server-side-encryption-aws-kms-key-id", values = [var.kms_key_arns.logs] },
      ]
    },
  ]

  _refusals = {
    access-logs = local._common_refusals
    logs        = concat(local._common_refusals, local._our_key_only)
  }
}

data "aws_iam_policy_document" "bucket" {
  for_each = local._refusals

  dynamic "statement" {
    for_each = each.value

    content {
      sid       = statement.value.sid
      effect    = "Deny"
      actions   = statement.value.actions
      resources = [local._bucket_arns[each.key], "${local._bucket_arns[each.key]}/*"]

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

  dynamic "statement" {
    for_each = each.key == "access-logs" ? [true] : []

    content {
      sid       = "DeliverAccessLogs"
      actions   = ["s3:PutObject"]
      resources = ["${local._bucket_arns["access-logs"]}/*"]

      principals {
        type        = "Service"
        identifiers = ["logging.s3.amazonaws.com"]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [var.context.account_id]
      }
      condition {
        test     = "ArnLike"
        variable = "aws:SourceArn"
        values   = ["arn:${var.context.partition}:s3:::${var.context.name_prefix}-*"]
      }
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local._bucket_names

  bucket = aws_s3_bucket.this[each.key].bucket
  policy = data.aws_iam_policy_document.bucket[each.key].minified_json

  # Both write the bucket's policy state, and S3 refuses two at once.
  depends_on = [aws_s3_bucket_public_access_block.this]
}
