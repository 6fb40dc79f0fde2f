# undecided: aws_s3_bucket.later
resource "terraform_data" "later" {
  input = "example-later"
}

resource "aws_s3_bucket" "later" {
  bucket = "example-later"
}

resource "aws_s3_bucket_logging" "of_somebody" {
  bucket        = terraform_data.later.output
  target_bucket = "example-access-logs"
  target_prefix = "later/"
}
