# undecided: aws_iam_role.of["unread"], aws_iam_role.of["managed_by_aws"], aws_iam_role.of["foreign_role"]
# undecided: aws_iam_role.of["foreign_boundary"], aws_iam_role.of["denied_later"], aws_iam_role.of["foreign_pipeline"]
# pass: aws_iam_role.of["denied_for_sure"]
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "terraform_data" "later" {
  input = "iam:PutRolePolicy"
}

resource "aws_iam_role" "of" {
  for_each = {
    unread           = null
    managed_by_aws   = null
    foreign_role     = null
    foreign_boundary = "arn:aws:iam::111122223333:policy/of-another-root"
    denied_later     = null
    foreign_pipeline = null
    denied_for_sure  = null
  }

  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = each.value
}

resource "aws_iam_role_policy" "unread" {
  role = aws_iam_role.of["unread"].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = terraform_data.later.output, Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "managed_by_aws" {
  role       = aws_iam_role.of["managed_by_aws"].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"
}

resource "aws_iam_role_policy" "foreign_role" {
  role = aws_iam_role.of["foreign_role"].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/of-another-root" },
      { Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" },
    ]
  })
}

resource "aws_iam_role_policy" "foreign_boundary" {
  role = aws_iam_role.of["foreign_boundary"].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}

resource "aws_iam_role_policy" "foreign_pipeline" {
  role = aws_iam_role.of["foreign_pipeline"].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sagemaker:StartPipelineExecution"
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:pipeline/of-another-root"
    }]
  })
}

data "aws_iam_policy_document" "denied_later" {
  statement {
    actions   = ["iam:PutRolePolicy"]
    resources = ["*"]
  }

  statement {
    effect    = "Deny"
    actions   = [terraform_data.later.output]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "denied_later" {
  role   = aws_iam_role.of["denied_later"].name
  policy = data.aws_iam_policy_document.denied_later.json
}

# What else is unknown changes nothing.
data "aws_iam_policy_document" "denied_for_sure" {
  statement {
    actions   = ["iam:PutRolePolicy"]
    resources = [terraform_data.later.output]
  }

  statement {
    effect    = "Deny"
    actions   = ["iam:*"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "denied_for_sure" {
  role   = aws_iam_role.of["denied_for_sure"].name
  policy = data.aws_iam_policy_document.denied_for_sure.json
}
