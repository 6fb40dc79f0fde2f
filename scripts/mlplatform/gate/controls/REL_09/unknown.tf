# undecided: aws_iam_role.break_glass, aws_iam_role.quiet_break_glass, aws_iam_role.break_glass_under_condition
# Nothing in this plan raises alarms; the trust is known only after apply.
resource "terraform_data" "later" {
  input = "arn:aws:iam::444455556666:role/break-glass"
}

resource "aws_iam_role" "break_glass" {
  name               = "break-glass"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = terraform_data.later.output } }] })
}

# All is well with it, but for the alarm, which may be in another plan.
resource "aws_iam_role" "quiet_break_glass" {
  name = "quiet-break-glass"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Action    = "sts:AssumeRole"
    Principal = { AWS = "arn:aws:iam::444455556666:role/break-glass" }
    Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
  }] })
}

data "aws_iam_policy_document" "under_condition" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::444455556666:role/break-glass"]
    }

    condition {
      test     = "StringEquals"
      variable = terraform_data.later.output
      values   = ["true"]
    }
  }
}

resource "aws_iam_role" "break_glass_under_condition" {
  name               = "break-glass-under-condition"
  assume_role_policy = data.aws_iam_policy_document.under_condition.json
}
