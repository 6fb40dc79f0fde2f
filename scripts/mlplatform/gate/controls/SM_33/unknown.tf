# undecided: aws_iam_role.later, aws_iam_role.with_policy_of_nobody
locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::555566667777:role/people" }
    }]
  })
}

resource "terraform_data" "later" {
  input = "true"
}

data "aws_iam_policy_document" "later" {
  statement {
    actions   = ["sagemaker:*"]
    resources = ["*"]
  }

  statement {
    effect    = "Deny"
    actions   = ["sagemaker:*InferenceExperiment"]
    resources = [terraform_data.later.output]
  }
}

resource "aws_iam_role" "later" {
  name               = "later"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "later" {
  role   = aws_iam_role.later.name
  policy = data.aws_iam_policy_document.later.json
}

resource "aws_iam_role" "with_policy_of_nobody" {
  name               = "with-policy-of-nobody"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "with_policy_of_nobody" {
  role       = aws_iam_role.with_policy_of_nobody.name
  policy_arn = "arn:aws:iam::111122223333:policy/made-by-hand"
}
