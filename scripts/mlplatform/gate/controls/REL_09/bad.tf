# fail: aws_iam_role.break_glass["without_factor"], aws_iam_role.break_glass["factor_if_said"], aws_iam_role.break_glass["all_day"]
# fail: aws_iam_role.break_glass["everyone"], aws_iam_role.break_glass["any_tag"], aws_iam_role.break_glass["one_of_two"]
# fail: aws_iam_role.break_glass["silent"], aws_iam_role.break_glass["bell_without_target"]
locals {
  allow = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/people" } }
  mfa   = { Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }
  trusts = {
    without_factor = [local.allow]
    # Long-term keys of a user carry no such key, and pass.
    factor_if_said = [merge(local.allow, { Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" } } })]
    all_day        = [merge(local.allow, local.mfa)]
    everyone       = [merge(local.allow, local.mfa, { Principal = { AWS = "*" } })]
    any_tag        = [merge(local.allow, { Condition = { StringLike = { "aws:RequestTag/incident" = "*" } } })]
    one_of_two     = [merge(local.allow, local.mfa), merge(local.allow, { Principal = { AWS = "arn:aws:iam::444455556666:role/others" } })]
    silent         = [merge(local.allow, local.mfa)]

    bell_without_target = [merge(local.allow, local.mfa)]
  }
}

resource "aws_iam_role" "break_glass" {
  for_each = local.trusts

  name                 = "emergency-${replace(each.key, "_", "-")}"
  max_session_duration = each.key == "all_day" ? 43200 : 3600
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

# It sees all but two of them.
resource "aws_cloudwatch_event_rule" "taken_on" {
  name = "taken-on"

  event_pattern = jsonencode({
    source      = ["aws.sts"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventName         = ["AssumeRole"]
      requestParameters = { roleArn = [for fault in keys(local.trusts) : "arn:aws:iam::111122223333:role/emergency-${replace(fault, "_", "-")}" if !contains(["silent", "bell_without_target"], fault)] }
    }
  })
}

resource "aws_cloudwatch_event_target" "taken_on" {
  rule = aws_cloudwatch_event_rule.taken_on.name
  arn  = "arn:aws:sns:eu-west-2:111122223333:security"
}

resource "aws_cloudwatch_event_rule" "bell_without_target" {
  name = "bell-without-target"

  event_pattern = jsonencode({
    source      = ["aws.sts"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventName         = ["AssumeRole"]
      requestParameters = { roleArn = ["arn:aws:iam::111122223333:role/emergency-bell-without-target"] }
    }
  })
}
