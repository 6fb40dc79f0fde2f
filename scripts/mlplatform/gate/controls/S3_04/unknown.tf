# undecided: aws_s3_bucket.later
resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_s3_bucket" "later" {
  bucket = "example-later"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "later" {
  bucket = aws_s3_bucket.later.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = terraform_data.later.output
    }
  }
}
