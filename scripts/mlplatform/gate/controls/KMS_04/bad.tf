# fail: aws_kms_key.bad["foreign_root"], aws_kms_key.bad["foreign_role"], aws_kms_key.bad["other_organization"]
# fail: aws_kms_key.bad["organization_if_exists"], aws_kms_key.bad["anyone"], aws_kms_key.bad["all_but_one"]
# fail: aws_kms_key.bad["trusted_with_a_wildcard"], aws_kms_key.bad["trusted_administers"], aws_kms_key.bad["trusted_grants"]
# fail: aws_kms_key.bad["trusted_grants_through_a_service"], aws_kms_key.bad["negated_organization"]
locals {
  administer = {
    Effect    = "Allow"
    Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }
    Action    = ["kms:DescribeKey", "kms:PutKeyPolicy"]
    Resource  = "*"
  }
  decrypt = { Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = ["kms:Decrypt"], Resource = "*" }
  trusted = merge(local.decrypt, { Principal = { AWS = "arn:aws:iam::444455556666:role/deployer" } })
  statements = {
    foreign_root            = local.decrypt
    foreign_role            = merge(local.decrypt, { Principal = { AWS = "arn:aws:iam::999999999999:role/vendor" } })
    other_organization      = merge(local.decrypt, { Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-otherothero" } } })
    organization_if_exists  = merge(local.decrypt, { Condition = { StringEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1" } } })
    negated_organization    = merge(local.decrypt, { Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } } })
    anyone                  = merge(local.decrypt, { Principal = "*" })
    all_but_one             = { for key, value in merge(local.decrypt, { NotPrincipal = { AWS = "arn:aws:iam::111122223333:role/x" } }) : key => value if key != "Principal" }
    trusted_with_a_wildcard = merge(local.trusted, { Action = ["kms:De*"] })
    trusted_administers     = merge(local.trusted, { Action = ["kms:Decrypt", "kms:DisableKey"] })
    trusted_grants          = merge(local.trusted, { Action = ["kms:CreateGrant"] })
    trusted_grants_through_a_service = merge(local.trusted, { # for itself, once it is there
      Action    = ["kms:CreateGrant"]
      Condition = { BoolIfExists = { "kms:GrantIsForAWSResource" = "false" } }
    })
  }
}

resource "aws_kms_key" "bad" {
  for_each = local.statements

  description = each.key
  policy      = jsonencode({ Version = "2012-10-17", Statement = [local.administer, each.value] })
}
