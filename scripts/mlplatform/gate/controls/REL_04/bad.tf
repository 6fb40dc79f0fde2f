# fail: aws_kms_key.data, aws_cloudwatch_event_rule.without_target, aws_cloudwatch_log_metric_filter.without_alarm
resource "aws_kms_key" "data" {
  description = "Data."
}

resource "aws_cloudwatch_event_rule" "without_target" {
  name = "without-target"

  event_pattern = jsonencode({
    source      = ["aws.kms"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail      = { eventName = ["DisableKey", "ScheduleKeyDeletion"] }
  })
}

resource "aws_cloudwatch_log_metric_filter" "without_alarm" {
  name           = "without-alarm"
  pattern        = "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }"
  log_group_name = "trail"

  metric_transformation {
    name      = "keys"
    namespace = "Trail"
    value     = "1"
  }
}

# About other calls, and all is well with it.
resource "aws_cloudwatch_event_rule" "other_calls" {
  name          = "other-calls"
  event_pattern = jsonencode({ source = ["aws.iam"], detail-type = ["AWS API Call via CloudTrail"] })
}

resource "aws_cloudwatch_event_target" "other_calls" {
  rule = aws_cloudwatch_event_rule.other_calls.name
  arn  = "arn:aws:sns:eu-west-2:111122223333:security"
}
