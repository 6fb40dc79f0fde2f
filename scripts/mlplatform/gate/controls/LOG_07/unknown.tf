# undecided: aws_cloudtrail.organization
resource "terraform_data" "later" {
  input = "aws.kms"
}

resource "aws_cloudtrail" "organization" {
  name           = "organization"
  s3_bucket_name = "bank-trail-archive"
}

resource "aws_cloudwatch_event_rule" "later" {
  name          = "later"
  event_pattern = jsonencode({ source = [terraform_data.later.output], detail-type = ["AWS API Call via CloudTrail"] })
}
