# fail: aws_organizations_policy_attachment.one_action_missing
# fail: aws_organizations_policy_attachment.one_domain_only
# fail: aws_organizations_policy_attachment.exempts_every_role
# fail: aws_organizations_policy_attachment.exempts_developers
# fail: aws_organizations_policy_attachment.exempts_by_tag
# fail: aws_organizations_policy_attachment.in_one_region
# fail: aws_organizations_policy_attachment.says_nothing_of_it
# fail: aws_organizations_policy_attachment.misses_what_has_no_arn
locals {
  opens = [
    "codeartifact:AssociateExternalConnection",
    "codeartifact:PutDomainPermissionsPolicy",
    "codeartifact:DeleteDomainPermissionsPolicy",
    "codeartifact:PutRepositoryPermissionsPolicy",
    "codeartifact:DeleteRepositoryPermissionsPolicy",
    "codeartifact:CreatePackageGroup",
    "codeartifact:UpdatePackageGroup",
    "codeartifact:UpdatePackageGroupOriginConfiguration",
    "codeartifact:DeletePackageGroup",
    "codeartifact:PutPackageOriginConfiguration",
  ]
  all_but_platform = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/platform-packages" } }
}

resource "aws_organizations_policy" "one_action_missing" {
  name = "one-action-missing"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = [for action in local.opens : action if action != "codeartifact:PutPackageOriginConfiguration"], Resource = "*", Condition = local.all_but_platform }]
  })
}

resource "aws_organizations_policy_attachment" "one_action_missing" {
  policy_id = aws_organizations_policy.one_action_missing.id
  target_id = "r-0f00"
}

resource "aws_organizations_policy" "one_domain_only" {
  name = "one-domain-only"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = local.opens, Resource = "arn:aws:codeartifact:eu-west-2:111122223333:*/packages/*", Condition = local.all_but_platform }]
  })
}

resource "aws_organizations_policy_attachment" "one_domain_only" {
  policy_id = aws_organizations_policy.one_domain_only.id
  target_id = "r-1f00"
}

resource "aws_organizations_policy" "exempts_every_role" {
  name = "exempts-every-role"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = local.opens, Resource = "*", Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/*" } } }]
  })
}

resource "aws_organizations_policy_attachment" "exempts_every_role" {
  policy_id = aws_organizations_policy.exempts_every_role.id
  target_id = "r-2f00"
}

resource "aws_organizations_policy" "exempts_developers" {
  name = "exempts-developers"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = local.opens, Resource = "*", Condition = { ArnNotLike = { "aws:PrincipalArn" = ["arn:aws:iam::*:role/platform-packages", "arn:aws:iam::*:role/developer"] } } }]
  })
}

resource "aws_organizations_policy_attachment" "exempts_developers" {
  policy_id = aws_organizations_policy.exempts_developers.id
  target_id = "r-3f00"
}

resource "aws_organizations_policy" "exempts_by_tag" {
  name = "exempts-by-tag"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = local.opens, Resource = "*", Condition = { StringNotEquals = { "aws:PrincipalTag/team" = "packages" } } }]
  })
}

resource "aws_organizations_policy_attachment" "exempts_by_tag" {
  policy_id = aws_organizations_policy.exempts_by_tag.id
  target_id = "r-4f00"
}

resource "aws_organizations_policy" "in_one_region" {
  name = "in-one-region"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = local.opens, Resource = "*", Condition = { StringEquals = { "aws:RequestedRegion" = "eu-west-2" } } }]
  })
}

resource "aws_organizations_policy_attachment" "in_one_region" {
  policy_id = aws_organizations_policy.in_one_region.id
  target_id = "r-5f00"
}

resource "aws_organizations_policy" "says_nothing_of_it" {
  name = "says-nothing-of-it"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "organizations:LeaveOrganization", Resource = "*" }]
  })
}

resource "aws_organizations_policy_attachment" "says_nothing_of_it" {
  policy_id = aws_organizations_policy.says_nothing_of_it.id
  target_id = "r-6f00"
}

# CreatePackageGroup is asked for on no ARN, so that a statement on ARNs does not reach it.
resource "aws_organizations_policy" "misses_what_has_no_arn" {
  name = "misses-what-has-no-arn"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = local.opens, Resource = "arn:aws:codeartifact:*:*:*" }]
  })
}

resource "aws_organizations_policy_attachment" "misses_what_has_no_arn" {
  policy_id = aws_organizations_policy.misses_what_has_no_arn.id
  target_id = "r-7f00"
}
