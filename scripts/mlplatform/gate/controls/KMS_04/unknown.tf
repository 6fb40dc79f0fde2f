# undecided: aws_kms_key.whole, aws_kms_key.some_account
resource "terraform_data" "later" {
  input = "arn:aws:iam::444455556666:role/deployer"
}

resource "aws_kms_key" "whole" {
  description = "One unknown makes all of it unknown."
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = terraform_data.later.output }, Action = "kms:Decrypt", Resource = "*" }]
  })
}

data "aws_iam_policy_document" "some_account" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_kms_key" "some_account" {
  description = "Whoever that will be."
  policy      = data.aws_iam_policy_document.some_account.json
}
