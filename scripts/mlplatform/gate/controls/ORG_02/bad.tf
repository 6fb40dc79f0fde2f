# fail: aws_organizations_policy_attachment.attached["identities_only"], aws_organizations_policy_attachment.attached["trusts_another"]
# fail: aws_organizations_policy_attachment.attached["public_addresses"], aws_organizations_policy_attachment.attached["opted_in_by_tag"]
# fail: aws_organizations_policy_attachment.attached["some_principals"], aws_organizations_policy_attachment.attached["one_bucket"]
# fail: aws_organizations_policy_attachment.attached["anonymous_passes"], aws_organizations_policy_attachment.attached["tag_of_strangers"]
# fail: aws_organizations_policy_attachment.attached["role_of_strangers"]
locals {
  guarded = ["dynamodb:*", "ecr:*", "kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:AssumeRole"]
  deny    = { Effect = "Deny", Principal = "*", Action = local.guarded, Resource = "*" }
  person  = { "aws:PrincipalIsAWSService" = "false" }
  direct  = { "aws:PrincipalIsAWSService" = "false", "aws:ViaAWSService" = "false" }

  identities = merge(local.deny, { Condition = {
    StringNotEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1" }, BoolIfExists = local.person
  } })
  deputies = merge(local.deny, { Condition = {
    StringNotEqualsIfExists = { "aws:SourceOrgID" = "o-exampleorg1" }
    Bool                    = { "aws:PrincipalIsAWSService" = "true" }
    Null                    = { "aws:SourceAccount" = "false" }
  } })
  networks = merge(local.deny, { Condition = {
    NotIpAddressIfExists    = { "aws:SourceIp" = "198.51.100.0/24" }
    StringNotEqualsIfExists = { "aws:VpceOrgID" = "o-exampleorg1" }
    BoolIfExists            = local.direct
  } })

  policies = {
    identities_only = [local.identities]
    trusts_another = [local.deputies, local.networks, merge(local.deny, { Condition = {
      StringNotEqualsIfExists = { "aws:PrincipalOrgID" = ["o-exampleorg1", "o-strangers00"] }, BoolIfExists = local.person
    } })]
    public_addresses = [local.identities, local.deputies, merge(local.deny, { Condition = {
      NotIpAddressIfExists    = { "aws:SourceIp" = "0.0.0.0/0" }
      StringNotEqualsIfExists = { "aws:VpceOrgID" = "o-exampleorg1" }
      BoolIfExists            = local.direct
    } })]
    # Who does not bear the tag is not held.
    opted_in_by_tag = [local.identities, local.deputies, merge(local.deny, { Condition = {
      NotIpAddressIfExists    = { "aws:SourceIp" = "198.51.100.0/24" }
      StringNotEqualsIfExists = { "aws:VpceOrgID" = "o-exampleorg1" }
      BoolIfExists            = local.direct
      StringEquals            = { "aws:PrincipalTag/perimeter" = "on" }
    } })]
    some_principals = [local.identities, local.networks, merge(local.deputies, { Principal = { AWS = "arn:aws:iam::111122223333:root" } })]
    one_bucket      = [local.deputies, local.networks, merge(local.identities, { Resource = "arn:aws:s3:::one-bucket/*" })]
    # A stranger gives his own roles any tag, and any name.
    tag_of_strangers = [local.deputies, local.networks, merge(local.deny, { Condition = {
      StringNotEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1", "aws:PrincipalTag/dp:exclude:identity" = "true" }
      BoolIfExists            = local.person
    } })]
    role_of_strangers = [local.deputies, local.networks, merge(local.deny, { Condition = {
      StringNotEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1" }
      BoolIfExists            = local.person
      ArnNotLike              = { "aws:PrincipalArn" = "arn:aws:iam::*:role/partner-exchange" }
    } })]
    # Without an organization of its own, a principal has no such key; Null asks for it.
    anonymous_passes = [local.deputies, local.networks, merge(local.deny, { Condition = {
      StringNotEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" }
      Null            = { "aws:PrincipalOrgID" = "false" }
    } })]
  }
}

resource "aws_organizations_policy" "of" {
  for_each = local.policies

  name    = each.key
  type    = "RESOURCE_CONTROL_POLICY"
  content = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_organizations_policy_attachment" "attached" {
  for_each = {
    identities_only   = 1
    trusts_another    = 2
    public_addresses  = 3
    opted_in_by_tag   = 4
    some_principals   = 5
    one_bucket        = 6
    anonymous_passes  = 7
    tag_of_strangers  = 8
    role_of_strangers = 9
  }

  policy_id = aws_organizations_policy.of[each.key].id
  target_id = "10000000000${each.value}"
}
