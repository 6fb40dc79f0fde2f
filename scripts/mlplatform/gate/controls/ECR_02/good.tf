# pass: aws_ecr_repository_policy.accounts, aws_ecr_repository_policy.organization, aws_ecr_registry_policy.replication
# pass: aws_ecr_replication_configuration.own, aws_ecr_pull_through_cache_rule.own, aws_ecr_repository_creation_template.own
locals {
  pull = { Effect = "Allow", Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] }
}

resource "aws_ecr_repository" "this" {
  name = "models"
}

resource "aws_ecr_repository_policy" "accounts" {
  repository = aws_ecr_repository.this.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.pull, { Principal = { AWS = ["arn:aws:iam::444455556666:root", "arn:aws:iam::111122223333:role/build"] } }),
      merge(local.pull, { Principal = { Service = "lambda.amazonaws.com" }, Condition = { StringLike = { "aws:SourceArn" = "arn:aws:lambda:eu-west-2:111122223333:function:*" } } }),
    ]
  })
}

resource "aws_ecr_repository" "shared" {
  name = "shared"
}

resource "aws_ecr_repository_policy" "organization" {
  repository = aws_ecr_repository.shared.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.pull, { Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } } })]
  })
}

resource "aws_ecr_registry_policy" "replication" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Replication"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:root" }
      Action    = ["ecr:ReplicateImage"]
      Resource  = "arn:aws:ecr:eu-west-2:111122223333:repository/*"
    }]
  })
}

resource "aws_ecr_pull_through_cache_rule" "own" {
  ecr_repository_prefix = "shared"
  upstream_registry_url = "444455556666.dkr.ecr.eu-west-2.amazonaws.com"
  custom_role_arn       = "arn:aws:iam::111122223333:role/cache"
}

resource "aws_ecr_repository_creation_template" "own" {
  prefix      = "shared"
  applied_for = ["PULL_THROUGH_CACHE"]
  repository_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.pull, { Principal = { AWS = "444455556666" } })]
  })
}

resource "aws_ecr_replication_configuration" "own" {
  replication_configuration {
    rule {
      destination {
        region      = "eu-west-2"
        registry_id = "444455556666"
      }
    }
  }
}
