# undecided: aws_organizations_policy_attachment.later, aws_organizations_policy_attachment.actions_later
# undecided: aws_organizations_policy.nowhere
resource "terraform_data" "later" {
  input = "cloudtrail:StopLogging"
}

data "aws_iam_policy_document" "actions_later" {
  statement {
    effect    = "Deny"
    actions   = [terraform_data.later.output]
    resources = ["*"]
  }
}

resource "aws_organizations_policy" "later" {
  name    = "later"
  content = jsonencode({ Statement = [{ Effect = "Deny", Action = terraform_data.later.output, Resource = "*" }] })
}

resource "aws_organizations_policy_attachment" "later" {
  policy_id = aws_organizations_policy.later.id
  target_id = "100000000001"
}

resource "aws_organizations_policy" "actions_later" {
  name    = "actions-later"
  content = data.aws_iam_policy_document.actions_later.json
}

resource "aws_organizations_policy_attachment" "actions_later" {
  policy_id = aws_organizations_policy.actions_later.id
  target_id = "100000000002"
}

resource "aws_organizations_policy" "nowhere" {
  name = "nowhere"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = ["cloudtrail:*", "config:*", "guardduty:*", "securityhub:*"], Resource = "*" }]
  })
}
