# fail: aws_ecr_repository_policy.bad["anyone"], aws_ecr_repository_policy.bad["foreign_account"]
# fail: aws_ecr_repository_policy.bad["another_organization"], aws_ecr_repository_policy.bad["if_exists"]
# fail: aws_ecr_repository_policy.bad["any_function"], aws_ecr_repository_policy.bad["all_but_one"]
# fail: aws_ecr_registry_policy.foreign, aws_ecr_pull_through_cache_rule.public["docker"]
# fail: aws_ecr_pull_through_cache_rule.public["ecr"], aws_ecr_pull_through_cache_rule.public["foreign"]
# fail: aws_ecr_replication_configuration.foreign
# fail: aws_ecrpublic_repository.shown, aws_ecr_repository_creation_template.anyone
locals {
  pull = { Effect = "Allow", Action = ["ecr:BatchGetImage"], Principal = "*" }
  statements = {
    anyone               = local.pull
    foreign_account      = merge(local.pull, { Principal = { AWS = "arn:aws:iam::999999999999:root" } })
    another_organization = merge(local.pull, { Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-otherothero" } } })
    if_exists            = merge(local.pull, { Condition = { StringEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1" } } })
    any_function         = merge(local.pull, { Principal = { Service = "lambda.amazonaws.com" } })
    all_but_one          = { for k, v in merge(local.pull, { NotPrincipal = { AWS = "arn:aws:iam::999999999999:root" } }) : k => v if k != "Principal" }
  }
}

resource "aws_ecr_repository_policy" "bad" {
  for_each = local.statements

  repository = each.key
  policy     = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}

resource "aws_ecr_registry_policy" "foreign" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::999999999999:root" }
      Action    = ["ecr:ReplicateImage"]
      Resource  = "arn:aws:ecr:eu-west-2:111122223333:repository/*"
    }]
  })
}

resource "aws_ecr_pull_through_cache_rule" "public" {
  for_each = {
    docker  = "registry-1.docker.io"
    ecr     = "public.ecr.aws"
    foreign = "999999999999.dkr.ecr.eu-west-2.amazonaws.com"
  }

  ecr_repository_prefix = each.key
  upstream_registry_url = each.value
}

resource "aws_ecrpublic_repository" "shown" {
  repository_name = "shown"
}

resource "aws_ecr_repository_creation_template" "anyone" {
  prefix            = "ROOT"
  applied_for       = ["PULL_THROUGH_CACHE"]
  repository_policy = jsonencode({ Version = "2012-10-17", Statement = [local.pull] })
}

resource "aws_ecr_replication_configuration" "foreign" {
  replication_configuration {
    rule {
      destination {
        region      = "eu-west-2"
        registry_id = "999999999999"
      }
    }
  }
}
