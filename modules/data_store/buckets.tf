# Two buckets: `data` for data sets and features, `artifacts` for models and for the reports that are their evidence.
locals {
  # Built from names, so that every plan knows them.
  _bucket_names = { for kind in ["artifacts", "data"] : kind => "${var.context.name_prefix}-${kind}-${var.context.account_id}" }
  _bucket_arns  = { for kind, name in local._bucket_names : kind => "arn:${var.context.partition}:s3:::${name}" }
}

resource "aws_s3_bucket" "this" {
  for_each = local._bucket_names

  bucket        = each.value
  force_destroy = false # REL-03

  # modules/backup takes what has this tag.
  tags = { Name = each.value, backup = "daily" }
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

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = local._bucket_names

  bucket = aws_s3_bucket.this[each.key].bucket

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.kms_key_arns[each.key] # S3-04
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" { # S3-08
  for_each = local._bucket_names

  bucket = aws_s3_bucket.this[each.key].bucket

  rule {
    id     = "old-versions-expire"
    status = "Enabled"

    filter {}

    # What people delete is a marker over versions that stay; a marker over nothing is swept up.
    expiration {
      expired_object_delete_marker = true
    }

    noncurrent_version_expiration {
      noncurrent_days = var.version_retention_in_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  # The rule on old versions means something only once there are versions.
  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_logging" "this" { # S3-07
  for_each = local._bucket_names

  bucket        = aws_s3_bucket.this[each.key].bucket
  target_bucket = var.access_log_bucket_name
  target_prefix = "${each.value}/"
}
