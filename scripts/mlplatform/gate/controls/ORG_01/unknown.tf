# undecided: aws_organizations_policy_attachment.account
# The approved subnet is known only after apply; nothing else is wrong.
resource "terraform_data" "later" {
  input = "subnet-0a1b2c3d4e5f60001"
}

data "aws_iam_policy_document" "guard" {
  statement {
    effect    = "Deny"
    actions   = ["sagemaker:*"]
    resources = ["*"]

    condition {
      test     = "ForAnyValue:StringNotEquals"
      variable = "sagemaker:VpcSubnets"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_organizations_policy" "guard" {
  name    = "guard"
  content = data.aws_iam_policy_document.guard.json
}

resource "aws_organizations_policy" "rest" {
  name = "rest"

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", Action = "sagemaker:*", Resource = "*", Condition = { Null = { "sagemaker:VpcSubnets" = "true" } } },
      { Effect = "Deny", Action = "sagemaker:*", Resource = "*", Condition = { BoolIfExists = { "sagemaker:NetworkIsolation" = "false" } } },
      { Effect = "Deny", Action = ["sagemaker:CreateDomain", "sagemaker:UpdateDomain", "sagemaker:CreateNotebookInstance"], Resource = "*" },
      { Effect = "Deny", NotAction = ["sagemaker:CreateModel", "sagemaker:CreateCluster", "sagemaker:UpdateCluster"], Resource = "*" },
    ]
  })
}

resource "aws_organizations_policy_attachment" "account" {
  policy_id = aws_organizations_policy.guard.id
  target_id = "100000000001"
}

resource "aws_organizations_policy_attachment" "rest" {
  policy_id = aws_organizations_policy.rest.id
  target_id = "100000000001"
}
