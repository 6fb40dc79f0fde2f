# What is built for one use case, and its models on their way to prod: a folder for each stage, which the pipeline of
# that stage writes and nobody else. One bucket and one key for each use case, so that no policy has to tell them apart.
locals {
  _bucket_name = "${var.context.name_prefix}-artifacts-${var.context.account_id}"
  _bucket_arn  = "arn:${var.context.partition}:s3:::${local._bucket_name}"
}

resource "aws_s3_bucket" "this" {
  bucket = local._bucket_name
  tags   = { backup = "daily" } # REL-06
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.bucket

  rule {
    object_ownership = "BucketOwnerEnforced" # S3-02
  }
}

resource "aws_s3_bucket_public_access_block" "this" { # S3-01
  bucket                  = aws_s3_bucket.this.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.bucket

  versioning_configuration {
    status = "Enabled" # S3-06
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.bucket

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.kms_key_arn # S3-04
    }
  }
}

resource "aws_s3_bucket_logging" "this" { # S3-07
  bucket        = aws_s3_bucket.this.bucket
  target_bucket = var.access_log_bucket_name
  target_prefix = "${local._bucket_name}/"
}

resource "aws_s3_bucket_lifecycle_configuration" "this" { # S3-08
  bucket = aws_s3_bucket.this.bucket

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.old_versions_in_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
