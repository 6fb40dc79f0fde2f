# undecided: aws_organizations_policy_attachment.policy_known_later, aws_organizations_policy.attached_nowhere
# undecided: aws_organizations_policy_attachment.below_what_is_not_seen
resource "terraform_data" "later" {
  input = "codeartifact:*"
}

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

resource "aws_organizations_policy" "policy_known_later" {
  name = "policy-known-later"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = terraform_data.later.output, Resource = "*" }]
  })
}

resource "aws_organizations_policy_attachment" "policy_known_later" {
  policy_id = aws_organizations_policy.policy_known_later.id
  target_id = "r-1f00"
}

resource "aws_organizations_policy" "attached_nowhere" {
  name = "attached-nowhere"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = local.opens, Resource = "*" }]
  })
}

resource "aws_organizations_policy" "below_what_is_not_seen" {
  name = "below-what-is-not-seen"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "organizations:LeaveOrganization", Resource = "*" }]
  })
}

resource "aws_organizations_policy_attachment" "below_what_is_not_seen" {
  policy_id = aws_organizations_policy.below_what_is_not_seen.id
  target_id = "ou-ab12-11112222"
}
