# fail: aws_s3_bucket.no_policy, aws_s3_bucket.bad["organization_alone"], aws_s3_bucket.bad["network_alone"]
# fail: aws_s3_bucket.bad["another_organization"], aws_s3_bucket.bad["reading_alone"], aws_s3_bucket.bad["objects_alone"]
# fail: aws_s3_bucket.bad["any_endpoint"], aws_s3_bucket.bad["both_in_one"], aws_s3_bucket.bad["all_roles_spared"]
# fail: aws_s3_bucket.bad["positive"], aws_s3_bucket.bad["one_account"]
locals {
  deny = { Effect = "Deny", Principal = "*", Action = "s3:*" }
  org  = merge(local.deny, { Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } } })
  vpce = merge(local.deny, { Condition = { StringNotEquals = { "aws:SourceVpce" = "vpce-11112222" } } })
  statements = {
    organization_alone   = [local.org]
    network_alone        = [merge(local.deny, { Condition = { StringNotEquals = { "aws:SourceVpce" = "vpce-11112222" }, StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } } })]
    another_organization = [local.vpce, merge(local.deny, { Condition = { StringNotEquals = { "aws:PrincipalOrgID" = ["o-exampleorg1", "o-otherothero"] } } })]
    reading_alone        = [merge(local.org, { Action = "s3:Get*" }), local.vpce]
    objects_alone        = [merge(local.org, { Resource = "arn:aws:s3:::bank-objects-alone/*" }), merge(local.vpce, { Resource = "arn:aws:s3:::bank-objects-alone/*" })]
    any_endpoint         = [local.org, merge(local.deny, { Condition = { Null = { "aws:SourceVpce" = "true" } } })]
    both_in_one          = [merge(local.deny, { Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-exampleorg1", "aws:SourceVpce" = "vpce-11112222" } } })]
    all_roles_spared     = [local.org, merge(local.deny, { Condition = { StringNotEquals = { "aws:SourceVpce" = "vpce-11112222" }, ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/*" } } })]
    positive             = [local.org, merge(local.deny, { Condition = { StringEquals = { "aws:SourceVpce" = "vpce-99999999" } } })]
    one_account          = [local.vpce, merge(local.deny, { Condition = { StringEquals = { "aws:PrincipalAccount" = "444455556666" } } })]
  }
}

resource "aws_s3_bucket" "no_policy" {
  bucket = "bank-no-policy"
}

resource "aws_s3_bucket" "bad" {
  for_each = local.statements

  bucket = "bank-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "bad" {
  for_each = local.statements

  bucket = aws_s3_bucket.bad[each.key].bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in each.value : merge(
      { Resource = ["arn:aws:s3:::bank-${replace(each.key, "_", "-")}", "arn:aws:s3:::bank-${replace(each.key, "_", "-")}/*"] },
      statement,
    )]
  })
}
