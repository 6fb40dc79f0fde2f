# fail: aws_kms_external_key.straight, aws_kms_replica_key.straight, aws_kms_key.default_of_aws, aws_kms_key.bad["role_straight"], aws_kms_key.bad["account_straight"]
# fail: aws_kms_key.bad["if_exists"], aws_kms_key.bad["any_service"], aws_kms_key.bad["any_region"]
# fail: aws_kms_key.bad["all_values"], aws_kms_key.bad["grant_straight"], aws_kms_key.bad["denied_for_one_role_only"]
locals {
  role = { AWS = "arn:aws:iam::111122223333:role/job" }
  use  = { Effect = "Allow", Principal = local.role, Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = "*" }
  statements = {
    role_straight    = [local.use]
    account_straight = [merge(local.use, { Principal = { AWS = "111122223333" } })]
    if_exists        = [merge(local.use, { Condition = { StringLikeIfExists = { "kms:ViaService" = "s3.eu-west-2.amazonaws.com" } } })]
    any_service      = [merge(local.use, { Condition = { StringLike = { "kms:ViaService" = "*.eu-west-2.amazonaws.com" } } })]
    any_region       = [merge(local.use, { Condition = { StringLike = { "kms:ViaService" = ["s3.*.amazonaws.com"] } } })]
    all_values       = [merge(local.use, { Condition = { "ForAllValues:StringEquals" = { "kms:ViaService" = ["s3.eu-west-2.amazonaws.com"] } } })]
    grant_straight   = [{ Effect = "Allow", Principal = local.role, Action = "kms:CreateGrant", Resource = "*" }]
    denied_for_one_role_only = [local.use, {
      Effect    = "Deny"
      Principal = { AWS = "arn:aws:iam::111122223333:role/other" }
      Action    = "kms:*"
      Resource  = "*"
      Condition = { StringNotEquals = { "kms:ViaService" = "s3.eu-west-2.amazonaws.com" } }
    }]
  }
}

resource "aws_kms_key" "bad" {
  for_each = local.statements

  description = each.key
  policy      = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_kms_key" "default_of_aws" {
  description = "Has the policy that AWS writes."
}

resource "aws_kms_external_key" "straight" {
  description = "Its material comes from elsewhere."
  policy      = jsonencode({ Version = "2012-10-17", Statement = [local.use] })
}

resource "aws_kms_replica_key" "straight" {
  primary_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/mrk-11112222333344445555666677778888"
  policy          = jsonencode({ Version = "2012-10-17", Statement = [local.use] })
}
