# pass: aws_iam_role.deploy, aws_iam_role.scoring, aws_iam_role.released_by_workflow, aws_iam_role.reader
locals {
  production  = { environment = "prod" }
  development = { environment = "dev" }
}

# The pipeline is in the shared account, and CodePipeline alone takes its role on.
resource "aws_iam_role" "pipeline" {
  name = "pipeline"
  tags = { environment = "shared" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codepipeline.amazonaws.com" } }]
  })
}

data "aws_iam_policy_document" "trust_pipeline" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.pipeline.arn]
    }
  }
}

resource "aws_iam_role" "deploy" {
  name               = "deploy"
  tags               = local.production
  assume_role_policy = data.aws_iam_policy_document.trust_pipeline.json
}

resource "aws_iam_role" "scoring" {
  name = "scoring"
  tags = local.production
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

# People sign in through the identity account, each by an exact role.
resource "aws_iam_role" "reader" {
  name = "reader"
  tags = local.production
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/prod-reader" } }]
  })
}

resource "aws_iam_role" "released_by_workflow" {
  name = "released-by-workflow"
  tags = local.production
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:bank/models:environment:production" } }
    }]
  })
}

# Development takes on its own roles and passes its own.
resource "aws_iam_role" "developer" {
  name = "developer"
  tags = local.development
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/developer" } }]
  })
}

resource "aws_iam_role_policy" "developer" {
  role = aws_iam_role.developer.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::444455556666:role/dev-*" },
      { Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" },
    ]
  })
}
