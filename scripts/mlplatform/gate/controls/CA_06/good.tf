# pass: aws_organizations_organizational_unit.by_names, aws_organizations_organizational_unit.by_wildcards
# pass: aws_organizations_organizational_unit.nobody_at_all
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

resource "aws_organizations_organizational_unit" "by_names" {
  name      = "by_names"
  parent_id = "r-ab12"
}

resource "aws_organizations_policy" "by_names" {
  name = "by-names"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = local.opens, Resource = "*", Condition = local.all_but_platform }]
  })
}

resource "aws_organizations_policy_attachment" "by_names" {
  policy_id = aws_organizations_policy.by_names.id
  target_id = aws_organizations_organizational_unit.by_names.id
}

resource "aws_organizations_organizational_unit" "by_wildcards" {
  name      = "by_wildcards"
  parent_id = "r-ab12"
}

resource "aws_organizations_policy" "by_wildcards" {
  name = "by-wildcards"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Action    = ["codeartifact:Associate*", "codeartifact:Put*", "codeartifact:*PermissionsPolicy", "codeartifact:*PackageGroup*"]
      Resource  = "*"
      Condition = local.all_but_platform
    }]
  })
}

resource "aws_organizations_policy_attachment" "by_wildcards" {
  policy_id = aws_organizations_policy.by_wildcards.id
  target_id = aws_organizations_organizational_unit.by_wildcards.id
}

resource "aws_organizations_organizational_unit" "nobody_at_all" {
  name      = "nobody_at_all"
  parent_id = "r-ab12"
}

resource "aws_organizations_policy" "nobody_at_all" {
  name = "nobody-at-all"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = local.opens, Resource = "*" }]
  })
}

resource "aws_organizations_policy_attachment" "nobody_at_all" {
  policy_id = aws_organizations_policy.nobody_at_all.id
  target_id = aws_organizations_organizational_unit.nobody_at_all.id
}
