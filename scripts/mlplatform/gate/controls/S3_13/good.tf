# pass: aws_s3_bucket.models
resource "aws_kms_key" "models" {
  description = "Models, in the other region."
}

resource "aws_s3_bucket" "models" {
  bucket = "example-models"
}

resource "aws_s3_bucket" "replica" {
  bucket = "example-models-replica"
}

resource "aws_s3_bucket_replication_configuration" "models" {
  bucket = aws_s3_bucket.models.id
  role   = "arn:aws:iam::111122223333:role/replication"

  rule {
    id     = "all"
    status = "Enabled"

    destination {
      bucket = aws_s3_bucket.replica.arn

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.models.arn
      }
    }
  }
}

resource "aws_s3_bucket" "of_something_else" {
  bucket = "example-data"
}
