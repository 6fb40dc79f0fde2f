# pass: aws_iam_role.break_glass, aws_iam_role.emergency
# Roles of other kinds are not asked.
locals {
  trust = {
    Effect    = "Allow"
    Action    = "sts:AssumeRole"
    Principal = { AWS = "arn:aws:iam::444455556666:role/break-glass" }
  }
}

resource "aws_iam_role" "break_glass" {
  name                 = "break-glass"
  max_session_duration = 3600
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [merge(local.trust, { Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } })] })
}

# Known by its tag, and asking for a tag of the session.
resource "aws_iam_role" "emergency" {
  name               = "emergency"
  tags               = { purpose = "BreakGlass" }
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.trust, { Action = ["sts:AssumeRole", "sts:TagSession"], Condition = { StringLike = { "aws:RequestTag/incident" = "INC-*" } } })] })
}

resource "aws_iam_role" "job" {
  name               = "job"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_cloudwatch_event_rule" "taken_on" {
  name = "taken-on"

  event_pattern = jsonencode({
    source      = ["aws.sts"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventName         = ["AssumeRole"]
      requestParameters = { roleArn = ["arn:aws:iam::111122223333:role/break-glass", "arn:aws:iam::111122223333:role/emergency"] }
    }
  })
}

resource "aws_cloudwatch_event_target" "taken_on" {
  rule = aws_cloudwatch_event_rule.taken_on.name
  arn  = "arn:aws:sns:eu-west-2:111122223333:security"
}
