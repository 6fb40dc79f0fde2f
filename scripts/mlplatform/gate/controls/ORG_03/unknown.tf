# undecided: aws_organizations_policy_attachment.resources_later, aws_organizations_policy_attachment.inherited
resource "terraform_data" "later" {
  input = "arn:aws:s3:::somewhere/*"
}

data "aws_iam_policy_document" "resources_later" {
  statement {
    effect        = "Deny"
    actions       = ["*"]
    not_resources = [terraform_data.later.output]

    condition {
      test     = "StringNotEqualsIfExists"
      variable = "aws:ResourceOrgID"
      values   = ["o-exampleorg1"]
    }
  }
}

resource "aws_organizations_policy" "resources_later" {
  name    = "resources-later"
  content = data.aws_iam_policy_document.resources_later.json
}

resource "aws_organizations_policy_attachment" "resources_later" {
  policy_id = aws_organizations_policy.resources_later.id
  target_id = "100000000001"
}

# Nothing here speaks of it; a policy on a unit above, which no plan shows, may.
resource "aws_organizations_policy" "other" {
  name    = "other"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "ec2:*", Resource = "*" }] })
}

resource "aws_organizations_policy_attachment" "inherited" {
  policy_id = aws_organizations_policy.other.id
  target_id = "100000000002"
}
