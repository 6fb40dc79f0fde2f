# Refusals that hold for everyone, and the grants of bucket_grants.tf.
locals {
  _lookers = concat(sort(var.management_role_arns), ["${local._iam}:role/aws-service-role/*"])
  _off_network = [
    { test = "StringNotEqualsIfExists", variable = "aws:VpceOrgID", values = [var.context.organization_id] },
    { test = "BoolIfExists", variable = "aws:PrincipalIsAWSService", values = ["false"] },
    { test = "BoolIfExists", variable = "aws:ViaAWSService", values = ["false"] },
  ]

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
    # Whoever reads logs comes through an endpoint of the organization, from whichever of its networks. S3-09
    { sid = "DenyObjectsOffNetwork", actions = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], conditions = local._off_network },
    # Looking whether a bucket is there is listing it: who sets buckets up does that from outside, and AWS's own roles.
    {
      sid        = "DenyListOffNetwork", actions = ["s3:ListBucket", "s3:ListBucketVersions"] # S3-09
      conditions = concat(local._off_network, [{ test = "ArnNotLikeIfExists", variable = "aws:PrincipalArn", values = local._lookers }])
    },
    # Old versions go by the lifecycle, which asks no policy; nobody takes a log away. S3-12.
    { sid = "DenyDelete", actions = ["s3:DeleteBucket", "s3:DeleteObject", "s3:DeleteObjectVersion"], conditions = [] },
    # How long an object is kept is what the bucket says: no shorter, and not for ever, which would be paid for.
    { sid = "DenyOwnRetention", actions = ["s3:BypassGovernanceRetention", "s3:PutObjectRetention"], conditions = [] },
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
    config      = concat(local._common_refusals, local._our_key_only)
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
    for_each = local._s3_grants[each.key]

    content {
      sid       = statement.value.sid
      actions   = [statement.value.action]
      resources = ["${local._bucket_arns[each.key]}${statement.value.path}"]

      principals {
        type        = "Service"
        identifiers = [statement.value.service]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [var.context.account_id]
      }
      condition {
        test     = "ArnLike"
        variable = "aws:SourceArn"
        values   = [statement.value.source]
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
