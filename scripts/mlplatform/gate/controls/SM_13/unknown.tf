# undecided: aws_iam_role.deny_later, aws_iam_role.allow_later
locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "terraform_data" "later" {
  input = "ENABLED"
}

data "aws_iam_policy_document" "deny_later" {
  statement {
    actions   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
    resources = ["*"]
  }

  statement {
    effect    = "Deny"
    actions   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "sagemaker:RemoteAccess"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "deny_later" {
  name               = "deny-later"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "deny_later" {
  role   = aws_iam_role.deny_later.name
  policy = data.aws_iam_policy_document.deny_later.json
}

data "aws_iam_policy_document" "allow_later" {
  statement {
    actions   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "sagemaker:RemoteAccess"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "allow_later" {
  name               = "allow-later"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "allow_later" {
  role   = aws_iam_role.allow_later.name
  policy = data.aws_iam_policy_document.allow_later.json
}
