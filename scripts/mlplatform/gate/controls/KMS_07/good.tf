# pass: aws_kms_key.refuses_quick_deletion, aws_kms_key.nobody_deletes, aws_kms_key.window_of_aws, aws_kms_external_key.refused_at_all
locals {
  administer = {
    Effect    = "Allow"
    Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }
    Action    = ["kms:DescribeKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]
    Resource  = "*"
  }
  refuse = {
    Effect    = "Deny"
    Principal = { AWS = "*" }
    Action    = "kms:ScheduleKeyDeletion"
    Resource  = "*"
  }
  quick = { Condition = { NumericLessThan = { "kms:ScheduleKeyDeletionPendingWindowInDays" = "30" } } }
}

resource "aws_kms_key" "refuses_quick_deletion" {
  description             = "Thirty days, whoever asks."
  deletion_window_in_days = 30
  policy                  = jsonencode({ Version = "2012-10-17", Statement = [local.administer, merge(local.refuse, local.quick)] })
}

resource "aws_kms_key" "window_of_aws" { # thirty days where nothing is said
  description = "Thirty days, whoever asks."
  policy      = jsonencode({ Version = "2012-10-17", Statement = [local.administer, merge(local.refuse, local.quick)] })
}

resource "aws_kms_key" "nobody_deletes" {
  description                        = "Nobody is let to delete it."
  deletion_window_in_days            = 30
  bypass_policy_lockout_safety_check = false
  policy                             = jsonencode({ Version = "2012-10-17", Statement = [merge(local.administer, { Action = ["kms:PutKeyPolicy"] })] })
}

resource "aws_kms_external_key" "refused_at_all" {
  description             = "Nor this one."
  deletion_window_in_days = 30
  policy                  = jsonencode({ Version = "2012-10-17", Statement = [local.administer, local.refuse] })
}
