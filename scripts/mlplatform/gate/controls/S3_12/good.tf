# pass: aws_s3_bucket.trail, aws_s3_bucket.access_logs, aws_s3_bucket.config
resource "aws_s3_bucket" "trail" {
  bucket              = "bank-trail"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "this" {
  name           = "all"
  s3_bucket_name = aws_s3_bucket.trail.bucket
}

resource "aws_s3_bucket_object_lock_configuration" "trail" {
  bucket = aws_s3_bucket.trail.bucket

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_versioning" "logs" {
  for_each = { trail = aws_s3_bucket.trail.bucket, access = aws_s3_bucket.access_logs.bucket, config = aws_s3_bucket.config.bucket }

  bucket = each.value

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "trail" {
  bucket = aws_s3_bucket.trail.bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:DeleteObject*", Resource = "arn:aws:s3:::bank-trail/*" }]
  })
}

# S3 delivers access logs to no bucket that locks by default: there, the rest has to do.
resource "aws_s3_bucket" "access_logs" {
  bucket = "bank-access-logs"
}

resource "aws_s3_bucket_logging" "trail" {
  bucket        = aws_s3_bucket.trail.bucket
  target_bucket = aws_s3_bucket.access_logs.bucket
  target_prefix = "trail/"
}

resource "aws_s3_bucket_policy" "access_logs" {
  bucket = aws_s3_bucket.access_logs.bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = { AWS = "*" }, Action = ["s3:DeleteObject", "s3:DeleteObjectVersion"], Resource = ["arn:aws:s3:::bank-access-logs/*"] }]
  })
}

# AWS Config delivers to none either.
resource "aws_s3_bucket" "config" {
  bucket = "bank-config"
}

resource "aws_config_delivery_channel" "this" {
  s3_bucket_name = aws_s3_bucket.config.bucket
}

resource "aws_s3_bucket_policy" "config" {
  bucket = aws_s3_bucket.config.bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:DeleteObject*", Resource = "arn:aws:s3:::bank-config/*" }]
  })
}

resource "aws_s3_bucket" "data" { # no logs go there: not concerned
  bucket = "bank-data"
}
