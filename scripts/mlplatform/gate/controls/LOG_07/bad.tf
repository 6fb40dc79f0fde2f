# fail: aws_cloudtrail.organization
# The trail is there, and every alarm has its fault: no target, asleep, nobody told, on a group that the trail does not
# write to, or more asked for than the name.
resource "aws_cloudtrail" "organization" {
  name                       = "organization"
  s3_bucket_name             = "bank-trail-archive"
  cloud_watch_logs_group_arn = "arn:aws:logs:eu-west-2:111122223333:log-group:trail:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "aws_cloudwatch_log_metric_filter" "other_group" {
  name           = "other-group"
  pattern        = "{ $.eventSource = organizations.amazonaws.com && ($.eventName = LeaveOrganization) }"
  log_group_name = "applications"

  metric_transformation {
    name      = "organization"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "other_group" {
  alarm_name          = "organization"
  namespace           = "Trail"
  metric_name         = "organization"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
  threshold           = 1
  alarm_actions       = ["arn:aws:sns:eu-west-2:111122223333:security"]
}

resource "aws_cloudwatch_event_rule" "without_target" {
  name          = "without-target"
  event_pattern = jsonencode({ source = ["aws.iam"], detail-type = ["AWS API Call via CloudTrail"] })
}

resource "aws_cloudwatch_event_rule" "asleep" {
  name          = "asleep"
  state         = "DISABLED"
  event_pattern = jsonencode({ source = ["aws.kms"], detail-type = ["AWS API Call via CloudTrail"] })
}

resource "aws_cloudwatch_event_target" "asleep" {
  rule = aws_cloudwatch_event_rule.asleep.name
  arn  = "arn:aws:sns:eu-west-2:111122223333:security"
}

resource "aws_cloudwatch_event_rule" "one_person_only" {
  name = "one-person-only"

  event_pattern = jsonencode({
    source      = ["aws.cloudtrail"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail      = { userIdentity = { userName = ["one"] } }
  })
}

resource "aws_cloudwatch_event_target" "one_person_only" {
  rule = aws_cloudwatch_event_rule.one_person_only.name
  arn  = "arn:aws:sns:eu-west-2:111122223333:security"
}

resource "aws_cloudwatch_log_metric_filter" "nobody_told" {
  name           = "nobody-told"
  pattern        = "{ $.userIdentity.type = Root }"
  log_group_name = "trail"

  metric_transformation {
    name      = "root"
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "nobody_told" {
  alarm_name          = "root"
  namespace           = "Trail"
  metric_name         = "root"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
  threshold           = 1
}
