# Metric filters on the trail's log group, an alarm on each. Root and break-glass are here as well as in events.tf: a rule
# tells at once what happens in this region, an alarm within minutes what happens in any.
locals {
  _filters = merge(
    {
      for name, watched in local._watched_calls : name => {
        why       = watched.why
        threshold = 1
        pattern = join("", [
          "{ (", join(" || ", [for service in watched.services : "($.eventSource = \"${service}.amazonaws.com\")"]), ") && (",
          join(" || ", [for call in watched.calls : "($.eventName = \"${call}\")"]), ") }",
        ])
      }
    },
    {
      break-glass = {
        why       = "The break-glass role was taken on, or used."
        threshold = 1
        pattern   = "{ (($.eventName = \"AssumeRole\") && ($.requestParameters.roleArn = \"${var.break_glass_role_arn}\")) || ($.userIdentity.sessionContext.sessionIssuer.arn = \"${var.break_glass_role_arn}\") }"
      }
      console-without-mfa = {
        why       = "A user of IAM signed in to the console without a second factor."
        threshold = 1
        pattern   = "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") && ($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin = \"Success\") }"
      }
      refused-calls = {
        why       = "More calls than usual were refused: somebody is trying doors, or a policy holds up work."
        threshold = 20
        pattern   = "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }"
      }
      refused-sign-ins = {
        why       = "More sign-ins to the console failed than a typing error explains."
        threshold = 5
        pattern   = "{ ($.eventName = \"ConsoleLogin\") && ($.errorMessage = \"Failed authentication\") }"
      }
      root = {
        why       = "Root of the account was used, which nobody needs."
        threshold = 1
        pattern   = "{ ($.userIdentity.type = \"Root\") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != \"AwsServiceEvent\") }"
      }
    },
  )
}

resource "aws_cloudwatch_log_metric_filter" "this" { # LOG-07 REL-04 REL-09
  for_each = local._filters

  name           = "${var.context.name_prefix}-${each.key}"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = each.value.pattern

  metric_transformation {
    name      = each.key
    namespace = "${var.context.name_prefix}/calls"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "this" { # LOG-07 REL-04 REL-09
  for_each = local._filters

  alarm_name          = "${var.context.name_prefix}-${each.key}"
  alarm_description   = each.value.why
  namespace           = "${var.context.name_prefix}/calls"
  metric_name         = each.key
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic_policy.alerts.arn]
}
