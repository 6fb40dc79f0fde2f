# undecided: aws_s3_bucket.later
resource "terraform_data" "later" {
  input = false
}

resource "aws_s3_bucket" "later" {
  bucket        = "bank-data"
  force_destroy = terraform_data.later.output
}
