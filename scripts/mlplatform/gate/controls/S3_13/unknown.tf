# undecided: aws_s3_bucket.models
resource "terraform_data" "later" {
  input = "Enabled"
}

resource "aws_kms_key" "models" {
  description = "Models, in the other region."
}

resource "aws_s3_bucket" "models" {
  bucket = "example-models"
}

resource "aws_s3_bucket_replication_configuration" "models" {
  bucket = aws_s3_bucket.models.id
  role   = "arn:aws:iam::111122223333:role/replication"

  rule {
    id     = "all"
    status = terraform_data.later.output

    destination {
      bucket = "arn:aws:s3:::example-replica"

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.models.arn
      }
    }
  }
}
