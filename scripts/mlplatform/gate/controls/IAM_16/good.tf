# pass: aws_iam_role.this["branch"], aws_iam_role.this["environment"], aws_iam_role.this["tag"], aws_iam_role.this["several"]
# pass: aws_iam_role.this["gitlab"], aws_iam_role.this["claims"], aws_iam_role.of_this_plan, aws_iam_role.of_a_service
locals {
  github   = "token.actions.githubusercontent.com"
  audience = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
  trusts = {
    branch      = [local.github, { StringEquals = merge(local.audience, { "${local.github}:sub" = "repo:bank/models:ref:refs/heads/main" }) }]
    environment = [local.github, { StringEquals = merge(local.audience, { "${local.github}:sub" = "repo:bank/models:environment:prod" }) }]
    tag         = [local.github, { StringLike = merge(local.audience, { "${local.github}:sub" = "repo:bank/models:ref:refs/tags/v1.0.0" }) }]
    several     = [local.github, { StringEquals = merge(local.audience, { "${local.github}:sub" = ["repo:bank/models:environment:test", "repo:bank/infra:environment:test"] }) }]
    gitlab = ["gitlab.com", { StringEquals = {
      "gitlab.com:aud" = "https://gitlab.com"
      "gitlab.com:sub" = "project_path:bank/risk/models:ref_type:branch:ref:main"
    } }]
    claims = [local.github, { StringEquals = merge(local.audience, {
      "${local.github}:repository" = "bank/models"
      "${local.github}:ref"        = "refs/heads/main"
    }) }]
  }
}

resource "aws_iam_role" "this" {
  for_each = local.trusts

  name = each.key
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${each.value[0]}" }
      Condition = each.value[1]
    }]
  })
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "of_this_plan" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:bank/platform:environment:prod"]
    }
  }
}

resource "aws_iam_role" "of_this_plan" {
  name               = "of-this-plan"
  assume_role_policy = data.aws_iam_policy_document.of_this_plan.json
}

resource "aws_iam_role" "of_a_service" {
  name = "of-a-service"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}
