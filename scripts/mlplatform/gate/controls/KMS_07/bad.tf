# fail: aws_kms_key.seven_days, aws_kms_key.lockout, aws_kms_key_policy.lockout, aws_kms_key.default_of_aws
# fail: aws_kms_key.bad["nothing_refused"], aws_kms_key.bad["refused_to_one_role"], aws_kms_key.bad["refused_below_seven"]
# fail: aws_kms_key.bad["refused_without_mfa_only"], aws_kms_replica_key.seven_days
# pass: aws_kms_key.apart
locals {
  administer = {
    Effect    = "Allow"
    Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }
    Action    = ["kms:DescribeKey", "kms:PutKeyPolicy", "kms:Schedule*"]
    Resource  = "*"
  }
  refuse = {
    Effect    = "Deny"
    Principal = { AWS = "*" }
    Action    = "kms:ScheduleKeyDeletion"
    Resource  = "*"
    Condition = { NumericLessThan = { "kms:ScheduleKeyDeletionPendingWindowInDays" = "30" } }
  }
  statements = {
    nothing_refused     = []
    refused_to_one_role = [merge(local.refuse, { Principal = { AWS = "arn:aws:iam::111122223333:role/other" } })]
    refused_below_seven = [merge(local.refuse, { Condition = { NumericLessThan = { "kms:ScheduleKeyDeletionPendingWindowInDays" = "7" } } })]
    refused_without_mfa_only = [merge(local.refuse, {
      Condition = merge(local.refuse.Condition, { Bool = { "aws:MultiFactorAuthPresent" = "false" } })
    })]
  }
  good = jsonencode({ Version = "2012-10-17", Statement = [local.administer, local.refuse] })
}

resource "aws_kms_key" "bad" {
  for_each = local.statements

  description = each.key
  policy      = jsonencode({ Version = "2012-10-17", Statement = concat([local.administer], each.value) })
}

resource "aws_kms_key" "seven_days" {
  description             = "Gone in a week."
  deletion_window_in_days = 7
  policy                  = local.good
}

resource "aws_kms_replica_key" "seven_days" {
  primary_key_arn         = "arn:aws:kms:eu-west-1:111122223333:key/mrk-11112222333344445555666677778888"
  deletion_window_in_days = 7
  policy                  = local.good
}

resource "aws_kms_key" "lockout" {
  description                        = "Takes any policy."
  bypass_policy_lockout_safety_check = true
  policy                             = local.good
}

resource "aws_kms_key" "default_of_aws" {
  description = "Has the policy that AWS writes."
}

resource "aws_kms_key" "apart" {
  description = "Its policy stands in a resource of its own."
}

resource "aws_kms_key_policy" "lockout" {
  key_id                             = aws_kms_key.apart.key_id
  bypass_policy_lockout_safety_check = true
  policy                             = local.good
}
