# fail: aws_codeartifact_repository_permissions_policy.fault["open_to_everyone"]
# fail: aws_codeartifact_repository_permissions_policy.fault["open_to_another_organization"]
# fail: aws_codeartifact_repository_permissions_policy.fault["open_if_the_key_is_there"]
# fail: aws_codeartifact_repository_permissions_policy.fault["open_to_a_stranger"]
# fail: aws_codeartifact_repository_permissions_policy.fault["open_to_all_but_one"]
# fail: aws_codeartifact_repository_permissions_policy.fault["every_action"]
# fail: aws_codeartifact_repository_permissions_policy.fault["all_but_one_action"]
# fail: aws_codeartifact_repository_permissions_policy.fault["managed_by_an_account"]
# fail: aws_codeartifact_repository_permissions_policy.fault["published_by_an_account"]
# fail: aws_codeartifact_repository_permissions_policy.fault["published_by_copying"]
# fail: aws_codeartifact_repository_permissions_policy.fault["published_by_any_role"]
# fail: aws_codeartifact_domain_permissions_policy.published_by_people
# fail: aws_codeartifact_repository_permissions_policy.taken_on["any_repository_of_the_owner"]
# fail: aws_codeartifact_repository_permissions_policy.taken_on["any_branch"]
# fail: aws_codeartifact_repository_permissions_policy.taken_on["no_audience"]
# fail: aws_codeartifact_repository_permissions_policy.taken_on["one_of_two_statements"]
# fail: aws_codeartifact_repository_permissions_policy.taken_on["people_too"]
# fail: aws_codeartifact_repository_permissions_policy.taken_on["people_who_sign_in"]
# fail: aws_codeartifact_repository_permissions_policy.taken_on["tokens_of_another_host"]
# fail: aws_codeartifact_repository_permissions_policy.taken_on["nobody_of_ci"]
# fail: aws_codeartifact_repository_permissions_policy.taken_on["all_but_one"]
resource "aws_codeartifact_domain" "this" {
  domain = "packages"
}

resource "aws_iam_role" "analyst" {
  name = "analyst"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com", AWS = "arn:aws:iam::444455556666:role/analyst" } }]
  })
}

locals {
  faults = {
    open_to_everyone = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = "*"
        Action    = "codeartifact:ReadFromRepository"
      }]
    })
    open_to_another_organization = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = "*"
        Action    = "codeartifact:ReadFromRepository"
        Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-strangers01" } }
      }]
    })
    open_if_the_key_is_there = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = "*"
        Action    = "codeartifact:ReadFromRepository"
        Condition = { StringEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
      }]
    })
    open_to_a_stranger = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "arn:aws:iam::777788889999:root" }
        Action    = "codeartifact:ReadFromRepository"
      }]
    })
    open_to_all_but_one = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect       = "Allow"
        Resource     = "*"
        NotPrincipal = { AWS = "arn:aws:iam::777788889999:root" }
        Action       = "codeartifact:ReadFromRepository"
      }]
    })
    every_action = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:*"
      }]
    })
    all_but_one_action = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        NotAction = "codeartifact:DeleteDomain"
      }]
    })
    managed_by_an_account = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:Put*"
      }]
    })
    published_by_an_account = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:PublishPackageVersion"
      }]
    })
    published_by_copying = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:Copy*"
      }]
    })
    published_by_any_role = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:PublishPackageVersion"
        Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/*" } }
      }]
    })
  }
}

resource "aws_codeartifact_repository_permissions_policy" "fault" {
  for_each = local.faults

  domain          = aws_codeartifact_domain.this.domain
  repository      = replace(each.key, "_", "-")
  policy_document = each.value
}

data "aws_iam_policy_document" "published_by_people" {
  statement {
    actions   = ["codeartifact:PublishPackageVersion"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.analyst.arn]
    }
  }
}

resource "aws_codeartifact_domain_permissions_policy" "published_by_people" {
  domain          = aws_codeartifact_domain.this.domain
  policy_document = data.aws_iam_policy_document.published_by_people.json
}

# Roles of pipelines, of which others make something too.
locals {
  github   = "token.actions.githubusercontent.com"
  provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
  audience = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
  pinned   = merge(local.audience, { "token.actions.githubusercontent.com:sub" = "repo:bank/ml-platform:environment:packages" })
  by_token = { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = local.provider } }
  takers = {
    any_repository_of_the_owner = [merge(local.by_token, { Condition = { StringEquals = local.audience, StringLike = { "${local.github}:sub" = "repo:bank/*:environment:packages" } } })]
    any_branch                  = [merge(local.by_token, { Condition = { StringEquals = local.audience, StringLike = { "${local.github}:sub" = "repo:bank/ml-platform:*" } } })]
    no_audience                 = [merge(local.by_token, { Condition = { StringEquals = { "${local.github}:sub" = "repo:bank/ml-platform:environment:packages" } } })]
    one_of_two_statements = [
      merge(local.by_token, { Condition = { StringEquals = local.pinned } }),
      merge(local.by_token, { Condition = { StringEquals = local.audience } }),
    ]
    people_too = [
      merge(local.by_token, { Condition = { StringEquals = local.pinned } }),
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/analyst" } },
    ]
    people_who_sign_in = [
      merge(local.by_token, { Condition = { StringEquals = local.pinned } }),
      { Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/bank" } },
    ]
    tokens_of_another_host = [
      { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/login.bank.example" }, Condition = { StringEquals = { "login.bank.example:aud" = "packages" } } },
    ]
    nobody_of_ci = [{ Effect = "Allow", Action = "sts:TagSession", Principal = { Service = "codebuild.amazonaws.com" } }]
    all_but_one  = [{ Effect = "Allow", Action = "sts:AssumeRole", NotPrincipal = { AWS = "arn:aws:iam::444455556666:role/analyst" } }]
  }
}

resource "aws_iam_role" "taken_on" {
  for_each = local.takers

  name               = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_codeartifact_repository_permissions_policy" "taken_on" {
  for_each = toset(keys(local.takers))

  domain     = aws_codeartifact_domain.this.domain
  repository = replace(each.key, "_", "-")
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/${replace(each.key, "_", "-")}" }
      Action    = "codeartifact:PublishPackageVersion"
      Resource  = "*"
    }]
  })
  depends_on = [aws_iam_role.taken_on]
}
