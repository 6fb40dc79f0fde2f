# fail: aws_iam_role.this["no_audience"], aws_iam_role.this["any_audience"], aws_iam_role.this["no_subject"]
# fail: aws_iam_role.this["any_repository"], aws_iam_role.this["any_ref"], aws_iam_role.this["any_of_the_owner"]
# fail: aws_iam_role.this["owner_prefix"], aws_iam_role.this["any_branch_of_a_kind"], aws_iam_role.this["pull_request"]
# fail: aws_iam_role.this["one_of_two"], aws_iam_role.this["if_exists"], aws_iam_role.this["all_values"]
# fail: aws_iam_role.this["actor_alone"], aws_iam_role.this["gitlab_group"], aws_iam_role.this["gitlab_self_managed"]
# fail: aws_iam_role.this["audience_by_pattern"], aws_iam_role.this["repository_claim_alone"]
# fail: aws_iam_role.this["self_managed_by_its_subject"], aws_iam_role.administrator
locals {
  github   = "token.actions.githubusercontent.com"
  audience = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
  main     = { "token.actions.githubusercontent.com:sub" = "repo:bank/models:ref:refs/heads/main" }
  trusts = {
    no_audience            = [local.github, { StringEquals = local.main }]
    any_audience           = [local.github, { StringEquals = local.main, StringLike = { "${local.github}:aud" = "*" } }]
    audience_by_pattern    = [local.github, { StringEquals = local.main, StringLike = { "${local.github}:aud" = "sts.*" } }]
    repository_claim_alone = [local.github, { StringEquals = merge(local.audience, { "${local.github}:repository" = "bank/models" }) }]
    no_subject             = [local.github, { StringEquals = local.audience }]
    any_repository         = [local.github, { StringEquals = local.audience, StringLike = { "${local.github}:sub" = "repo:*" } }]
    any_ref                = [local.github, { StringEquals = local.audience, StringLike = { "${local.github}:sub" = "repo:bank/models:*" } }]
    any_of_the_owner       = [local.github, { StringEquals = local.audience, StringLike = { "${local.github}:sub" = "repo:bank/*:*" } }]
    owner_prefix           = [local.github, { StringEquals = local.audience, StringLike = { "${local.github}:sub" = "repo:bank*/models:ref:refs/heads/main" } }]
    any_branch_of_a_kind   = [local.github, { StringEquals = local.audience, StringLike = { "${local.github}:sub" = "repo:bank/models:ref:refs/heads/release-?" } }]
    pull_request           = [local.github, { StringEquals = merge(local.audience, { "${local.github}:sub" = "repo:bank/models:pull_request" }) }]
    one_of_two             = [local.github, { StringEquals = local.audience, StringLike = { "${local.github}:sub" = ["repo:bank/models:environment:prod", "repo:bank/*"] } }]
    if_exists              = [local.github, { StringEquals = local.audience, StringEqualsIfExists = local.main }]
    all_values             = [local.github, { StringEquals = local.audience, "ForAllValues:StringEquals" = local.main }]
    actor_alone            = [local.github, { StringEquals = merge(local.audience, { "${local.github}:actor" = "somebody" }) }]
    gitlab_group = ["gitlab.com", {
      StringEquals = { "gitlab.com:aud" = "https://gitlab.com" }
      StringLike   = { "gitlab.com:sub" = "project_path:bank/*:ref_type:branch:ref:main" }
    }]
    self_managed_by_its_subject = ["git.bank.example", {
      StringEquals = { "git.bank.example:aud" = "https://git.bank.example" }
      StringLike   = { "git.bank.example:sub" = "project_path:bank/models:*" }
    }]
    gitlab_self_managed = ["gitlab.bank.example", { StringEquals = { "gitlab.bank.example:aud" = "https://gitlab.bank.example" } }]
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

resource "aws_iam_role" "administrator" {
  name = "administrator"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:*"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:bank/*" } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  role       = aws_iam_role.administrator.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
