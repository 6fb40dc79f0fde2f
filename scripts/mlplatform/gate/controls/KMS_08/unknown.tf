# undecided: aws_iam_policy.whole, aws_iam_policy.some_tag
resource "terraform_data" "later" {
  input = "credit_risk"
}

resource "aws_iam_policy" "whole" {
  name = "whole"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Resource = terraform_data.later.output }]
  })
}

locals {
  later = terraform_data.later.output
}

data "aws_iam_policy_document" "some_key" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = [local.later]
  }
}

resource "aws_iam_policy" "some_tag" { # the resource may turn out to be a star
  name   = "some-tag"
  policy = data.aws_iam_policy_document.some_key.json
}
