# fail: aws_s3_bucket.state, aws_s3_bucket.of_models_by_tag, aws_s3_bucket.off, aws_s3_bucket.under_no_key
resource "aws_s3_bucket" "state" {
  bucket = "example-tfstate"
}

resource "aws_s3_bucket" "of_models_by_tag" {
  bucket = "example-1"
  tags   = { purpose = "model" }
}

resource "aws_s3_bucket" "off" {
  bucket = "example-artifacts"
}

resource "aws_s3_bucket" "under_no_key" {
  bucket = "example-models"
}

resource "aws_s3_bucket_replication_configuration" "off" {
  bucket = aws_s3_bucket.off.id
  role   = "arn:aws:iam::111122223333:role/replication"

  rule {
    id     = "all"
    status = "Disabled"

    destination {
      bucket = "arn:aws:s3:::example-replica"
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "under_no_key" {
  bucket = aws_s3_bucket.under_no_key.id
  role   = "arn:aws:iam::111122223333:role/replication"

  rule {
    id     = "all"
    status = "Enabled"

    destination {
      bucket = "arn:aws:s3:::example-replica"
    }
  }
}
