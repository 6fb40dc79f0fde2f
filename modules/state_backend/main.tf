# The bucket and the key that hold Terraform's state. `mlp bootstrap` makes both, for no state could hold them before;
# the root that calls this module imports them, and from then on Terraform keeps them as they should be.
locals {
  _bucket_name = "${var.name}-${var.context.account_id}"
  _bucket_arn  = "arn:${var.context.partition}:s3:::${local._bucket_name}"
  _alias       = "alias/${var.name}"
  _kms         = "arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}"
  _key_arn     = "${local._kms}:key/${var.kms_key_id}"

  # Sorted, as `mlp bootstrap` sorts them. Who writes state reads it too.
  _readers = jsonencode(sort(distinct(concat(tolist(var.reader_role_arns), tolist(var.writer_role_arns)))))
  _writers = jsonencode(sort(tolist(var.writer_role_arns)))

  _key_policy = templatefile("${path.module}/policies/key.yaml", {
    account_arn              = "arn:${var.context.partition}:iam::${var.context.account_id}:root"
    account_factory_role_arn = var.account_factory_role_arn
    account_id               = var.context.account_id
    deploy_role_arn          = var.deploy_role_arn
    readers                  = local._readers
    region                   = var.context.region
  })

  _bucket_policy = templatefile("${path.module}/policies/bucket.yaml", {
    alias_arn       = "${local._kms}:${local._alias}"
    bucket_arn      = local._bucket_arn
    key_arn         = local._key_arn
    organization_id = var.context.organization_id
    readers         = local._readers
    writers         = local._writers
  })
}

resource "aws_kms_key" "this" {
  description              = "Terraform state of the machine-learning platform."
  key_usage                = "ENCRYPT_DECRYPT"
  customer_master_key_spec = "SYMMETRIC_DEFAULT"
  multi_region             = false

  enable_key_rotation                = true # KMS-01
  rotation_period_in_days            = 365
  deletion_window_in_days            = 30 # KMS-07
  bypass_policy_lockout_safety_check = false
  policy                             = jsonencode(yamldecode(local._key_policy)) # KMS-02, KMS-03, KMS-05, KMS-06, KMS-07

  # Without this key nobody can read what stands.
  lifecycle {
    prevent_destroy = true # REL-03
  }
}

resource "aws_kms_alias" "this" {
  name          = local._alias
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_s3_bucket" "this" {
  bucket = local._bucket_name

  lifecycle {
    prevent_destroy = true # REL-03
  }
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

# Every state that ever was: the way back from one that went wrong. No Object Lock: state is written again and again.
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
      kms_master_key_id = local._key_arn # S3-04
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.bucket
  policy = jsonencode(yamldecode(local._bucket_policy)) # S3-03, S3-05, S3-09, S3-12, REL-02
}

resource "aws_s3_bucket_logging" "this" { # S3-07
  bucket        = aws_s3_bucket.this.bucket
  target_bucket = var.access_log_bucket_name
  target_prefix = "${local._bucket_name}/"
}

resource "aws_s3_bucket_lifecycle_configuration" "this" { # S3-08
  bucket = aws_s3_bucket.this.bucket

  # Only what is no longer current goes, and the last twenty of a state stay whatever their age.
  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days           = var.old_versions_in_days
      newer_noncurrent_versions = 20
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
