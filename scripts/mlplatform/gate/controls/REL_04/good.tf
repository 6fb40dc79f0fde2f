# pass: aws_kms_key.data, aws_cloudwatch_event_rule.keys
resource "aws_kms_key" "data" {
  description = "Data."
}

resource "aws_cloudwatch_event_rule" "keys" {
  name = "keys"

  event_pattern = jsonencode({
    source      = ["aws.kms"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail      = { eventSource = ["kms.amazonaws.com"], eventName = ["DisableKey", "ScheduleKeyDeletion"] }
  })
}

resource "aws_cloudwatch_event_target" "keys" {
  rule = aws_cloudwatch_event_rule.keys.name
  arn  = "arn:aws:sns:eu-west-2:111122223333:security"
}
