# undecided: aws_cloudtrail.elsewhere, aws_cloudtrail.later
resource "terraform_data" "later" {
  input = "bank-trail-archive"
}

# The bucket is in the account of the log archive, whose plan is not given.
resource "aws_cloudtrail" "elsewhere" {
  name           = "elsewhere"
  s3_bucket_name = "bank-trail-archive"
}

resource "aws_cloudtrail" "later" {
  name           = "later"
  s3_bucket_name = terraform_data.later.output
}
