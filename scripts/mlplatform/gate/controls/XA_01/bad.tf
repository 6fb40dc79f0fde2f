# fail: aws_iam_role.trusts["developer"], aws_iam_role.trusts["account_of_development"], aws_iam_role.trusts["everyone"]
# fail: aws_iam_role.trusts["organization"], aws_iam_role.trusts["all_of_shared"], aws_iam_role.trusts["branch_of_test"]
# fail: aws_iam_role.trusts["any_role_of_development"], aws_iam_role.over_the_pipeline, aws_iam_role.passed
# fail: aws_iam_role.over_a_stranger
locals {
  production  = { environment = "prod" }
  development = { environment = "dev" }
  provider    = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
  statements = {
    developer              = { Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/developer" } }
    account_of_development = { Action = "sts:AssumeRole", Principal = { AWS = "444455556666" } }
    everyone               = { Action = "sts:AssumeRole", Principal = "*" }
    organization = {
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
    }
    any_role_of_development = {
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::444455556666:role/*" } }
    }
    all_of_shared = { Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999988887777:root" } }
    branch_of_test = {
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = local.provider }
      Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:bank/models:environment:test" } }
    }
  }
}

resource "aws_iam_role" "trusts" {
  for_each = toset(["developer", "account_of_development", "everyone", "organization", "any_role_of_development", "all_of_shared", "branch_of_test"])

  name = "trusts-${each.key}"
  tags = local.production
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge({ Effect = "Allow" }, local.statements[each.key])]
  })
}

resource "aws_iam_role" "developer" {
  name = "a-developer"
  tags = local.development
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/developer" } }]
  })
}

# A developer can take on the pipeline's role, and the pipeline's role that of production.
data "aws_iam_policy_document" "trust_developer" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.developer.arn]
    }
  }
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "pipeline" {
  name               = "pipeline"
  tags               = { environment = "shared" }
  assume_role_policy = data.aws_iam_policy_document.trust_developer.json
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

resource "aws_iam_role" "over_the_pipeline" {
  name               = "over-the-pipeline"
  tags               = local.production
  assume_role_policy = data.aws_iam_policy_document.trust_pipeline.json
}

# The role on the way trusts somebody of development who is in none of the plans.
resource "aws_iam_role" "tool" {
  name = "tool"
  tags = { environment = "shared" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/developer" } }]
  })
}

data "aws_iam_policy_document" "trust_tool" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.tool.arn]
    }
  }
}

resource "aws_iam_role" "over_a_stranger" {
  name               = "over-a-stranger"
  tags               = local.production
  assume_role_policy = data.aws_iam_policy_document.trust_tool.json
}

# Both are in one account: development starts a job that has the role of production.
resource "aws_iam_role" "passed" {
  name = "passed"
  tags = local.production
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "developer" {
  role = aws_iam_role.developer.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/passed" },
      { Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" },
    ]
  })
}
