# An upload that says nothing about encryption gets the bucket's default, which is our key. One that does speak must
# name that key, and must name it: "aws:kms" alone would take the key that AWS manages. S3-05.
data "aws_iam_policy_document" "encryption" {
  for_each = local._bucket_names

  statement { # S3-05
    sid       = "DenyOtherEncryption"
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = ["${local._bucket_arns[each.key]}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Null"
      variable = "s3:x-amz-server-side-encryption"
      values   = ["false"]
    }
    condition {
      test     = "StringNotEquals"
      variable = "s3:x-amz-server-side-encryption"
      values   = ["aws:kms"]
    }
  }

  statement { # S3-05
    sid       = "DenyUnnamedKey"
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = ["${local._bucket_arns[each.key]}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "s3:x-amz-server-side-encryption"
      values   = ["aws:kms"]
    }
    condition {
      test     = "Null"
      variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
      values   = ["true"]
    }
  }

  statement { # S3-05
    sid       = "DenyOtherKey"
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = ["${local._bucket_arns[each.key]}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Null"
      variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
      values   = ["false"]
    }
    condition {
      test     = "StringNotEquals"
      variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
      values   = [var.kms_key_arns[each.key]]
    }
  }

  # A key that the caller brings along is a key the bank does not hold. S3-05.
  statement {
    sid       = "DenyCallersKey"
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = ["${local._bucket_arns[each.key]}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Null"
      variable = "s3:x-amz-server-side-encryption-customer-algorithm"
      values   = ["false"]
    }
  }
}
