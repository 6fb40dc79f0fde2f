# What is told at once. Rules of EventBridge cost nothing, and see what happens in this region.
locals {
  _from_trail = "AWS API Call via CloudTrail"

  _rules = {
    access-from-outside = {
      why     = "Something of this account can be reached from outside it."
      pattern = { source = ["aws.access-analyzer"], detail-type = ["Access Analyzer Finding"], detail = { status = ["ACTIVE"] } }
    }
    break-glass = {
      why     = "The break-glass role was taken on."
      pattern = { source = ["aws.sts"], detail-type = [local._from_trail], detail = { eventName = ["AssumeRole"], requestParameters = { roleArn = [var.break_glass_role_arn] } } }
    }
    keys = {
      why     = "A key was disabled or scheduled for deletion; CancelKeyDeletion saves it within 30 days."
      pattern = { source = ["aws.kms"], detail-type = [local._from_trail], detail = { eventName = ["DisableKey", "ScheduleKeyDeletion"] } }
    }
    root = {
      why     = "Root of the account was used."
      pattern = { detail-type = [local._from_trail, "AWS Console Sign In via CloudTrail"], detail = { userIdentity = { type = ["Root"] } } }
    }
    sensitive-data = {
      why     = "Macie found personal or secret data, or a bucket that is open."
      pattern = { source = ["aws.macie"], detail-type = ["Macie Finding"], detail = { severity = { description = ["High"] } } }
    }
    threat = {
      why     = "GuardDuty has a finding of high severity."
      pattern = { source = ["aws.guardduty"], detail-type = ["GuardDuty Finding"], detail = { severity = [{ numeric = [">=", 7] }] } }
    }
    trail-stopped = {
      why     = "The trail was stopped, deleted or changed."
      pattern = { source = ["aws.cloudtrail"], detail-type = [local._from_trail], detail = { eventName = ["DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"] } }
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" { # LOG-07 REL-04 REL-09
  for_each = local._rules

  name          = "${var.context.name_prefix}-${each.key}"
  description   = each.value.why
  event_pattern = jsonencode(each.value.pattern)
  # Calls that only read are left out of a rule that is merely enabled, and what root reads is worth a word, too.
  state = contains(["break-glass", "root"], each.key) ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED"
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = local._rules

  rule      = aws_cloudwatch_event_rule.this[each.key].name
  target_id = "alerts"
  arn       = aws_sns_topic_policy.alerts.arn

  input_transformer {
    input_paths    = { account = "$.account", region = "$.region", time = "$.time" }
    input_template = "{\"alert\": ${jsonencode(each.value.why)}, \"account\": <account>, \"region\": <region>, \"time\": <time>, \"event\": <aws.events.event.json>}"
  }
}
