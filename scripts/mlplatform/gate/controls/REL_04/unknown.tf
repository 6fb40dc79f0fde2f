# undecided: aws_kms_key.data
resource "terraform_data" "later" {
  input = "aws.kms"
}

resource "aws_kms_key" "data" {
  description = "Data."
}

resource "aws_cloudwatch_event_rule" "later" {
  name          = "later"
  event_pattern = jsonencode({ source = [terraform_data.later.output], detail-type = ["AWS API Call via CloudTrail"] })
}
