# pass: aws_cloudtrail.organization, aws_cloudtrail.by_document
locals {
  buckets = { organization = "bank-trail-archive", by_document = "bank-trail-archive-two" }
}

resource "aws_s3_bucket" "trail" {
  for_each = local.buckets

  bucket              = each.value
  object_lock_enabled = true
}

resource "aws_s3_bucket" "access_logs" {
  bucket = "bank-trail-access-logs"
}

resource "aws_s3_bucket_public_access_block" "trail" {
  for_each = aws_s3_bucket.trail

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_logging" "trail" {
  for_each = aws_s3_bucket.trail

  bucket        = each.value.id
  target_bucket = aws_s3_bucket.access_logs.id
  target_prefix = "trail/"
}

resource "aws_s3_bucket_object_lock_configuration" "trail" {
  for_each = { organization = { days = 400, years = null }, by_document = { days = null, years = 7 } }

  bucket = aws_s3_bucket.trail[each.key].id

  rule {
    default_retention {
      mode  = "COMPLIANCE"
      days  = each.value.days
      years = each.value.years
    }
  }
}

resource "aws_s3_bucket_policy" "organization" {
  bucket = aws_s3_bucket.trail["organization"].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "arn:aws:s3:::bank-trail-archive/*" },
      { Effect = "Deny", Principal = "*", Action = "s3:Delete*", Resource = ["arn:aws:s3:::bank-trail-archive", "arn:aws:s3:::bank-trail-archive/*"] },
    ]
  })
}

# The ARN of the bucket is known only after apply; which bucket it is of is not.
data "aws_iam_policy_document" "by_document" {
  statement {
    effect    = "Deny"
    actions   = ["s3:DeleteBucket", "s3:DeleteObject", "s3:DeleteObjectVersion"]
    resources = [aws_s3_bucket.trail["by_document"].arn, "${aws_s3_bucket.trail["by_document"].arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnNotLike"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::111122223333:role/platform-log-archive"]
    }
  }
}

resource "aws_s3_bucket_policy" "by_document" {
  bucket = aws_s3_bucket.trail["by_document"].id
  policy = data.aws_iam_policy_document.by_document.json
}

resource "aws_cloudtrail" "organization" {
  name           = "organization"
  s3_bucket_name = aws_s3_bucket.trail["organization"].id
}

resource "aws_cloudtrail" "by_document" {
  name           = "by-document"
  s3_bucket_name = aws_s3_bucket.trail["by_document"].bucket
}
