# pass: aws_s3_bucket.state["locked"], aws_s3_bucket.state["replicated"]
# pass: aws_s3_bucket.tfstate_inline
# Other buckets and tables are not asked. The last one is written in the arguments of the bucket itself.
locals {
  names = { locked = "bank-tfstate-locked", replicated = "bank-terraform-state" }
}

resource "aws_kms_key" "state" {
  description = "State."
}

resource "aws_s3_bucket" "state" {
  for_each = local.names

  bucket              = each.value
  object_lock_enabled = each.key == "locked"
}

resource "aws_s3_bucket" "access_logs" {
  bucket = "bank-access-logs"
}

resource "aws_dynamodb_table" "features" {
  name         = "features"
  hash_key     = "customer"
  billing_mode = "PAY_PER_REQUEST"

  attribute {
    name = "customer"
    type = "S"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  for_each = aws_s3_bucket.state

  bucket = each.value.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.state.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "state" {
  for_each = aws_s3_bucket.state

  bucket = each.value.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "state" {
  for_each = aws_s3_bucket.state

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_logging" "state" {
  for_each = aws_s3_bucket.state

  bucket        = each.value.id
  target_bucket = aws_s3_bucket.access_logs.id
  target_prefix = "state/"
}

resource "aws_s3_bucket_policy" "state" {
  for_each = local.names

  bucket = aws_s3_bucket.state[each.key].id

  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*"
    Resource  = ["arn:aws:s3:::${each.value}", "arn:aws:s3:::${each.value}/*"]
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }] })
}

resource "aws_s3_bucket_object_lock_configuration" "locked" {
  bucket = aws_s3_bucket.state["locked"].id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "replicated" {
  bucket = aws_s3_bucket.state["replicated"].id
  role   = "arn:aws:iam::111122223333:role/replication"

  rule {
    id     = "all"
    status = "Enabled"

    destination {
      bucket = "arn:aws:s3:::bank-terraform-state-replica"

      encryption_configuration {
        replica_kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/11112222-3333-4444-5555-666677778888"
      }
    }
  }
}

resource "aws_s3_bucket" "tfstate_inline" {
  bucket              = "bank-inline"
  object_lock_enabled = true

  versioning {
    enabled = true
  }

  logging {
    target_bucket = aws_s3_bucket.access_logs.id
  }

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = aws_kms_key.state.arn
      }
    }
  }

  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*"
    Resource  = "arn:aws:s3:::bank-inline/*"
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }] })
}

resource "aws_s3_bucket_public_access_block" "tfstate_inline" {
  bucket                  = aws_s3_bucket.tfstate_inline.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_object_lock_configuration" "tfstate_inline" {
  bucket = aws_s3_bucket.tfstate_inline.id

  rule {
    default_retention {
      mode  = "COMPLIANCE"
      years = 2
    }
  }
}
