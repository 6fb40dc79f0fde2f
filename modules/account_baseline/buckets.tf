# Two buckets: one for the logs of the account, one for the record of who touched the buckets.
locals {
  _bucket_names = {
    access-logs = "${var.context.name_prefix}-access-logs-${var.context.account_id}"
    logs        = "${var.context.name_prefix}-logs-${var.context.account_id}"
  }
  _bucket_arns = { for key, name in local._bucket_names : key => "arn:${var.context.partition}:s3:::${name}" }
}

resource "aws_s3_bucket" "this" {
  for_each = local._bucket_names

  bucket = each.value
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = local._bucket_names

  bucket = aws_s3_bucket.this[each.key].bucket

  rule {
    object_ownership = "BucketOwnerEnforced" # S3-02
  }
}

resource "aws_s3_bucket_public_access_block" "this" { # S3-01
  for_each = local._bucket_names

  bucket                  = aws_s3_bucket.this[each.key].bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = local._bucket_names

  bucket = aws_s3_bucket.this[each.key].bucket

  versioning_configuration {
    status = "Enabled" # S3-06
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  bucket = aws_s3_bucket.this["logs"].bucket

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.kms_key_arns.logs # S3-04
    }
  }
}

# S3 delivers its access logs only to a bucket whose default is its own key: with a KMS default, AWS says,
# delivery is not supported, and it fails in silence. The README says what this exception holds.
resource "aws_s3_bucket_server_side_encryption_configuration" "access_logs" {
  bucket = aws_s3_bucket.this["access-logs"].bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" { # S3-08
  for_each = local._bucket_names

  bucket = aws_s3_bucket.this[each.key].bucket

  rule {
    id     = "keep-then-expire"
    status = "Enabled"

    filter {}

    expiration {
      days = var.log_retention_in_days
    }

    noncurrent_version_expiration {
      noncurrent_days = var.log_retention_in_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  # The rule on old versions means something only once there are versions.
  depends_on = [aws_s3_bucket_versioning.this]
}

# The access-log bucket keeps no log of itself: that would be a log without end.
resource "aws_s3_bucket_logging" "logs" { # S3-07
  bucket        = aws_s3_bucket.this["logs"].bucket
  target_bucket = aws_s3_bucket.this["access-logs"].bucket
  target_prefix = "${local._bucket_names["logs"]}/"

  depends_on = [aws_s3_bucket_policy.this]
}
