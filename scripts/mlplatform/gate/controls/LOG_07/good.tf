# pass: aws_cloudtrail.organization
# Some are seen by rules, some by metric filters of the trail's log group.
locals {
  rules = {
    iam           = { eventName = [{ wildcard = "*Policy" }, { prefix = "CreatePolicy" }, { prefix = "DeletePolicy" }] }
    kms           = { eventName = ["DisableKey", "ScheduleKeyDeletion"] }
    organizations = {} # every call
  }
  network = [
    "AttachInternetGateway", "AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "CreateInternetGateway",
    "CreateNetworkAcl", "CreateNetworkAclEntry", "CreateRoute", "CreateRouteTable", "CreateSecurityGroup", "CreateVpc",
    "CreateVpcPeeringConnection", "DeleteNetworkAcl", "DeleteNetworkAclEntry", "DeleteRoute", "DeleteSecurityGroup",
    "DeleteVpc", "ModifyVpcAttribute", "ReplaceNetworkAclEntry", "ReplaceRoute", "RevokeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
  ]
  trail = ["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"]
  filters = {
    network = "{ ${join(" || ", [for name in local.network : "($.eventName = ${name})"])} }"
    trail   = "{ ($.eventSource = cloudtrail.amazonaws.com) && (${join(" || ", [for name in local.trail : "($.eventName=${name})"])}) }"
    root    = "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != \"AwsServiceEvent\" }"
  }
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudtrail" "organization" {
  name                       = "organization"
  s3_bucket_name             = "bank-trail-archive"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "aws_cloudwatch_event_rule" "calls" {
  for_each = local.rules

  name = each.key

  event_pattern = jsonencode({
    source      = ["aws.${each.key}"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail      = merge({ eventSource = ["${each.key}.amazonaws.com"] }, each.value)
  })
}

resource "aws_cloudwatch_event_target" "calls" {
  for_each = local.rules

  rule = aws_cloudwatch_event_rule.calls[each.key].name
  arn  = "arn:aws:sns:eu-west-2:111122223333:security"
}

resource "aws_cloudwatch_log_metric_filter" "calls" {
  for_each = local.filters

  name           = each.key
  pattern        = each.value
  log_group_name = aws_cloudwatch_log_group.trail.name

  metric_transformation {
    name      = each.key
    namespace = "Trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "calls" {
  for_each = local.filters

  alarm_name          = each.key
  namespace           = "Trail"
  metric_name         = each.key
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
  threshold           = 1
  alarm_actions       = ["arn:aws:sns:eu-west-2:111122223333:security"]
}
