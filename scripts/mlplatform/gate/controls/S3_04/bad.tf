# fail: aws_s3_bucket.left_to_s3, aws_s3_bucket.of["key_of_s3"], aws_s3_bucket.of["key_of_aws"], aws_s3_bucket.of["no_key"], aws_s3_bucket.of["no_bucket_key"]
locals {
  rules = {
    key_of_s3     = { algorithm = "AES256", key = null, bucket_key = true }
    key_of_aws    = { algorithm = "aws:kms", key = "arn:aws:kms:eu-west-2:111122223333:alias/aws/s3", bucket_key = true }
    no_key        = { algorithm = "aws:kms", key = null, bucket_key = true }
    no_bucket_key = { algorithm = "aws:kms", key = aws_kms_key.data.arn, bucket_key = false }
  }
}

resource "aws_kms_key" "data" {
  description = "Data."
}

resource "aws_s3_bucket" "left_to_s3" {
  bucket = "example-left-to-s3"
}

resource "aws_s3_bucket" "of" {
  for_each = local.rules

  bucket = "example-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "of" {
  for_each = local.rules

  bucket = aws_s3_bucket.of[each.key].id

  rule {
    bucket_key_enabled = each.value.bucket_key

    apply_server_side_encryption_by_default {
      sse_algorithm     = each.value.algorithm
      kms_master_key_id = each.value.key
    }
  }
}
