# pass: aws_iam_role.scientist, aws_iam_role_policy.passes_exact, aws_iam_role_policy.passes_symbol
# pass: aws_iam_role_policy.job, aws_iam_policy.without
locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    }]
  })
}

resource "aws_iam_role" "job" {
  name               = "job"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "job" {
  role   = aws_iam_role.job.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_role" "scientist" {
  name                 = "scientist"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_role_policy" "passes_exact" {
  role = aws_iam_role.scientist.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "iam:PassRole"
      Resource  = "arn:aws:iam::111122223333:role/job"
      Condition = { StringEquals = { "iam:PassedToService" = ["sagemaker.amazonaws.com"] } }
    }]
  })
}

data "aws_iam_policy_document" "passes_symbol" {
  statement {
    actions   = ["iam:GetRole", "iam:PassRole"]
    resources = [aws_iam_role.job.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["sagemaker.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "passes_symbol" {
  name   = "passes-symbol"
  role   = aws_iam_role.scientist.name
  policy = data.aws_iam_policy_document.passes_symbol.json
}

# A ceiling passes nothing.
resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_policy" "without" {
  name   = "without"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }] })
}

# The platform passes any role that it makes.
resource "aws_iam_role" "deploy" {
  name               = "deploy"
  path               = "/platform/"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "deploy" {
  role   = aws_iam_role.deploy.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }] })
}
