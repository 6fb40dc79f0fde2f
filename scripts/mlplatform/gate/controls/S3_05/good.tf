# pass: aws_s3_bucket.strict, aws_s3_bucket.default_allowed
resource "aws_kms_key" "this" {
  description = "What is in the buckets."
}

# Every upload names the key.
resource "aws_s3_bucket" "strict" {
  bucket = "bank-strict"
}

data "aws_iam_policy_document" "strict" {
  statement {
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::bank-strict/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
      values   = [aws_kms_key.this.arn]
    }
  }
}

resource "aws_s3_bucket_policy" "strict" {
  bucket = aws_s3_bucket.strict.bucket
  policy = data.aws_iam_policy_document.strict.json
}

# An upload that says nothing takes the bucket's default; one that says something has to say this key.
resource "aws_s3_bucket" "default_allowed" {
  bucket = "bank-default"
}

locals {
  key   = "s3:x-amz-server-side-encryption-aws-kms-key-id"
  how   = "s3:x-amz-server-side-encryption"
  own   = "s3:x-amz-server-side-encryption-customer-algorithm"
  named = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
  deny  = { Effect = "Deny", Principal = "*", Action = "s3:Put*", Resource = "arn:aws:s3:::bank-default/*" }
}

resource "aws_s3_bucket_policy" "default_allowed" {
  bucket = aws_s3_bucket.default_allowed.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.deny, { Condition = { Null = { (local.key) = "false" }, StringNotEquals = { (local.key) = local.named } } }),
      merge(local.deny, { Condition = { Null = { (local.key) = "true" }, StringLike = { (local.how) = "aws:kms*" } } }),
      merge(local.deny, { Condition = { Null = { (local.how) = "false" }, StringNotLike = { (local.how) = "aws:kms*" } } }),
      merge(local.deny, { Condition = { Null = { (local.own) = "false" } } }),
    ]
  })
}

# S3 puts access logs with its own key, and into no bucket with another.
resource "aws_s3_bucket" "access_logs" {
  bucket = "bank-access-logs"
}

resource "aws_s3_bucket_logging" "strict" {
  bucket        = aws_s3_bucket.strict.bucket
  target_bucket = aws_s3_bucket.access_logs.bucket
  target_prefix = "strict/"
}
