# CloudTrail writes to its one log group as this role, and as it does nothing else. The policy is the boundary, too:
# nothing that is attached to the role later adds to it.
locals {
  _trail_role_name = "${var.context.name_prefix}-trail-logs"
  # By name, so that it is known in the plan.
  _trail_boundary_arn = "${local._iam}:policy/${aws_iam_policy.trail.name}"
  _trail_role_arn     = "${local._iam}:role/${local._trail_role_name}"
  _trail_streams      = "${local._log_arns}:${local._trail_log_group}:log-stream:${var.context.account_id}_CloudTrail_${var.context.region}*"
}

data "aws_iam_policy_document" "trail_trust" {
  statement {
    sid     = "TrailOfThisAccount"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn" # IAM-07
      values   = [local._trail_arn]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount" # IAM-07
      values   = [var.context.account_id]
    }
  }
}

# Not CreateLogGroup: a group that the service makes has no key and no end.
data "aws_iam_policy_document" "trail_logs" {
  statement {
    sid       = "WriteTrail"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [local._trail_streams]
  }
}

resource "aws_iam_policy" "trail" {
  name        = local._trail_role_name
  description = "All that the role ${local._trail_role_name} may ever do: its policy and its boundary."
  policy      = data.aws_iam_policy_document.trail_logs.minified_json
}

resource "aws_iam_role" "trail" {
  name                 = local._trail_role_name
  description          = "Taken on by CloudTrail to write the account's trail to its log group."
  assume_role_policy   = data.aws_iam_policy_document.trail_trust.minified_json
  permissions_boundary = local._trail_boundary_arn # IAM-05
}

resource "aws_iam_role_policy_attachment" "trail" {
  role       = aws_iam_role.trail.name
  policy_arn = local._trail_boundary_arn
}
