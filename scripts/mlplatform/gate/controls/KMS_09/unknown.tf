# undecided: aws_kms_key.nobodys, aws_kms_key.reached_later
resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/*"
}

resource "aws_kms_key" "nobodys" { # carries no tag
  description = "Whose?"
}

resource "aws_kms_key" "reached_later" {
  description = "Trusts every IAM policy of the account."
  tags        = { use_case = "credit_risk" }
}

resource "aws_iam_role" "fraud" {
  name = "fraud"
  tags = { use_case = "fraud" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

data "aws_iam_policy_document" "fraud" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = [terraform_data.later.output]
  }
}

resource "aws_iam_role_policy" "fraud" {
  name   = "fraud"
  role   = aws_iam_role.fraud.name
  policy = data.aws_iam_policy_document.fraud.json
}
