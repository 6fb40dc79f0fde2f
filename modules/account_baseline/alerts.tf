# One topic tells of everything that somebody has to look at. Only services publish to it, and only about this account.
locals {
  _publishers = {
    backup     = "arn:${var.context.partition}:backup:${local._here}:backup-vault:*"
    budgets    = "arn:${var.context.partition}:budgets::${var.context.account_id}:*"
    cloudwatch = "arn:${var.context.partition}:cloudwatch:${local._here}:alarm:${var.context.name_prefix}-*"
    events     = "arn:${var.context.partition}:events:${local._here}:rule/${var.context.name_prefix}-*"
  }

  # SNS takes no wildcard for the actions of a topic.
  _topic_actions = ["sns:AddPermission", "sns:DeleteTopic", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:Publish", "sns:RemovePermission", "sns:SetTopicAttributes", "sns:Subscribe"]

  _topic_refusals = {
    DenyWithoutTls = [{ test = "Bool", variable = "aws:SecureTransport", values = ["false"] }]
    DenyOutsideOrganization = [
      { test = "StringNotEqualsIfExists", variable = "aws:PrincipalOrgID", values = [var.context.organization_id] },
      { test = "BoolIfExists", variable = "aws:PrincipalIsAWSService", values = ["false"] },
    ]
  }
}

data "aws_iam_policy_document" "alerts" {
  dynamic "statement" {
    for_each = local._topic_refusals

    content {
      sid       = statement.key
      effect    = "Deny"
      actions   = local._topic_actions
      resources = [local._alert_topic_arn]

      principals {
        type        = "*"
        identifiers = ["*"]
      }

      dynamic "condition" {
        for_each = statement.value

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }

  dynamic "statement" {
    for_each = local._publishers

    content {
      sid       = "Publish${title(statement.key)}"
      actions   = ["sns:Publish"]
      resources = [local._alert_topic_arn]

      principals {
        type        = "Service"
        identifiers = ["${statement.key}.amazonaws.com"]
      }
      condition {
        test     = "ArnLike"
        variable = "aws:SourceArn"
        values   = [statement.value]
      }
    }
  }
}

resource "aws_sns_topic" "alerts" { # MSG-01
  name              = local._alert_topic_name
  display_name      = "Alerts of ${var.context.name_prefix}"
  kms_master_key_id = var.kms_key_arns.alerts
}

# Whatever publishes takes the ARN from here: it is known in the plan, and the policy stands by then.
resource "aws_sns_topic_policy" "alerts" { # MSG-01
  arn    = "${local._topics}:${aws_sns_topic.alerts.name}"
  policy = data.aws_iam_policy_document.alerts.minified_json
}

# Whoever reads the mailbox confirms it once, by the link that AWS sends.
resource "aws_sns_topic_subscription" "email" { # LOG-07
  for_each = var.alert_email_addresses

  topic_arn = aws_sns_topic_policy.alerts.arn
  protocol  = "email"
  endpoint  = each.key
}
