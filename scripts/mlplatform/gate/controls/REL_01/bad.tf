# fail: aws_dynamodb_table.locks, aws_s3_bucket.bare_tfstate
# fail: aws_s3_bucket.state["key_of_s3"], aws_s3_bucket.state["suspended"], aws_s3_bucket.state["clear_text"], aws_s3_bucket.state["single"]
# fail: aws_s3_bucket.state["unlogged"], aws_s3_bucket.state["open"]
resource "aws_dynamodb_table" "locks" {
  name         = "terraform-locks"
  hash_key     = "LockID"
  billing_mode = "PAY_PER_REQUEST"

  attribute {
    name = "LockID"
    type = "S"
  }
}

resource "aws_s3_bucket" "bare_tfstate" {
  bucket = "bank-everything"
}

locals {
  faults = toset(["key_of_s3", "suspended", "clear_text", "single", "unlogged", "open"])
}

resource "aws_kms_key" "ours" {
  description = "Of the bank."
}

resource "aws_s3_bucket" "state" {
  for_each = local.faults

  bucket              = "bank-${replace(each.key, "_", "-")}"
  object_lock_enabled = true
  tags                = { purpose = "terraform-state" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  for_each = local.faults

  bucket = aws_s3_bucket.state[each.key].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = each.key == "key_of_s3" ? "AES256" : "aws:kms"
      kms_master_key_id = each.key == "key_of_s3" ? null : aws_kms_key.ours.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "state" {
  for_each = local.faults

  bucket = aws_s3_bucket.state[each.key].id

  versioning_configuration {
    status = each.key == "suspended" ? "Suspended" : "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "state" {
  for_each = local.faults

  bucket                  = aws_s3_bucket.state[each.key].id
  block_public_acls       = true
  block_public_policy     = each.key != "open"
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_logging" "state" {
  for_each = setsubtract(local.faults, ["unlogged"])

  bucket        = aws_s3_bucket.state[each.key].id
  target_bucket = "bank-access-logs"
  target_prefix = "state/"
}

# Of clear_text, reading without TLS is denied, and writing is not.
resource "aws_s3_bucket_policy" "state" {
  for_each = local.faults

  bucket = aws_s3_bucket.state[each.key].id

  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny"
    Principal = "*"
    Action    = each.key == "clear_text" ? "s3:Get*" : "s3:*"
    Resource  = "arn:aws:s3:::bank-${replace(each.key, "_", "-")}/*"
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }] })
}

resource "aws_s3_bucket_object_lock_configuration" "state" {
  for_each = setsubtract(local.faults, ["single"])

  bucket = aws_s3_bucket.state[each.key].id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 400
    }
  }
}
