# undecided: aws_s3_bucket.later
resource "terraform_data" "later" {
  input = "eu-west-2"
}

resource "aws_s3_bucket" "later" {
  bucket = "example-later"
}

resource "aws_s3_bucket_policy" "later" {
  bucket = aws_s3_bucket.later.id
  policy = jsonencode({ Version = "2012-10-17", Id = terraform_data.later.output, Statement = [] })
}
