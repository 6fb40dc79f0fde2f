# undecided: aws_organizations_policy_attachment.account
# The allowed Regions are known only after apply.
resource "terraform_data" "later" {
  input = "eu-west-2"
}

data "aws_iam_policy_document" "borders" {
  statement {
    effect    = "Deny"
    actions   = ["organizations:LeaveOrganization"]
    resources = ["*"]
  }

  statement {
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]

    condition {
      test     = "ArnLike"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::*:root"]
    }
  }

  statement {
    effect      = "Deny"
    not_actions = ["iam:*", "sts:*"]
    resources   = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:RequestedRegion"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_organizations_policy" "borders" {
  name    = "borders"
  content = data.aws_iam_policy_document.borders.json
}

resource "aws_organizations_policy_attachment" "account" {
  policy_id = aws_organizations_policy.borders.id
  target_id = "100000000001"
}
