# Three buckets: the account's logs, which nobody can change; what AWS Config recorded; and who touched the buckets.
locals {
  _bucket_names = {
    for bucket in ["access-logs", "config", "logs"] : bucket => "${var.context.name_prefix}-${bucket}-${var.context.account_id}"
  }
  _bucket_arns = { for bucket, name in local._bucket_names : bucket => "arn:${var.context.partition}:s3:::${name}" }

  # S3 delivers its access logs to no bucket whose default is a key of KMS; everything else has our key.
  _with_our_key = toset(["config", "logs"])
}

# Object Lock is switched on below, not by object_lock_enabled: that would replace a bucket that stands already.
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

# COMPLIANCE holds against every administrator and against root, for as long as the logs are kept; GOVERNANCE can be
# stepped over with a permission. S3 and AWS Config deliver to no bucket that locks by default: see the README.
resource "aws_s3_bucket_object_lock_configuration" "logs" { # LOG-02 S3-12
  bucket = aws_s3_bucket.this["logs"].bucket

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = var.log_retention_in_days
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_server_side_encryption_configuration" "our_key" {
  for_each = local._with_our_key

  bucket = aws_s3_bucket.this[each.key].bucket

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
resource "aws_s3_bucket_logging" "this" { # S3-07
  for_each = local._with_our_key

  bucket        = aws_s3_bucket.this[each.key].bucket
  target_bucket = aws_s3_bucket.this["access-logs"].bucket
  target_prefix = "${local._bucket_names[each.key]}/"

  depends_on = [aws_s3_bucket_policy.this]
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.logs
  to   = aws_s3_bucket_server_side_encryption_configuration.our_key["logs"]
}

moved {
  from = aws_s3_bucket_logging.logs
  to   = aws_s3_bucket_logging.this["logs"]
}
