# fail: aws_kms_key.default_of_aws, aws_kms_key.bad["root_everything"], aws_kms_key.bad["one_role_for_both"]
# fail: aws_kms_key.bad["both_in_two_statements"], aws_kms_key.bad["administrator_who_grants"]
# fail: aws_kms_key.bad["root_uses_straight"], aws_kms_key.bad["root_administers"], aws_kms_key.bad["anyone_of_the_account"]
# fail: aws_kms_key.bad["via_service_if_exists"], aws_kms_key.bad["service_administers"], aws_kms_key.bad["all_but_reading"]
# fail: aws_kms_key.bad["deny_that_spares_too_much"], aws_kms_key.by_reference, aws_kms_replica_key.default_of_aws
locals {
  administer = {
    Effect    = "Allow"
    Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }
    Action    = ["kms:DescribeKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]
    Resource  = "*"
  }
  root = { AWS = "arn:aws:iam::111122223333:root" }
  statements = {
    root_everything   = [{ Effect = "Allow", Principal = local.root, Action = "kms:*", Resource = "*" }]
    one_role_for_both = [{ Effect = "Allow", Principal = local.administer.Principal, Action = "kms:*", Resource = "*" }]
    both_in_two_statements = [
      local.administer,
      { Effect = "Allow", Principal = local.administer.Principal, Action = "kms:Decrypt", Resource = "*" },
    ]
    administrator_who_grants = [
      { Effect = "Allow", Principal = local.administer.Principal, Action = ["kms:Create*", "kms:Put*"], Resource = "*" },
    ]
    root_uses_straight = [local.administer, { Effect = "Allow", Principal = local.root, Action = ["kms:Decrypt"], Resource = "*" }]
    root_administers   = [{ Effect = "Allow", Principal = local.root, Action = ["kms:DescribeKey", "kms:PutKeyPolicy"], Resource = "*" }]
    anyone_of_the_account = [local.administer, {
      Effect    = "Allow"
      Principal = "*"
      Action    = "kms:GenerateDataKey"
      Resource  = "*"
      Condition = { StringEquals = { "kms:CallerAccount" = "111122223333" } }
    }]
    via_service_if_exists = [local.administer, { # also holds where no service is in between
      Effect    = "Allow"
      Principal = local.root
      Action    = "kms:Decrypt"
      Resource  = "*"
      Condition = { StringEqualsIfExists = { "kms:ViaService" = "s3.eu-west-2.amazonaws.com" } }
    }]
    service_administers = [local.administer, {
      Effect    = "Allow"
      Principal = { Service = "cloudformation.amazonaws.com" }
      Action    = "kms:PutKeyPolicy"
      Resource  = "*"
    }]
    all_but_reading = [{ Effect = "Allow", Principal = local.root, NotAction = ["kms:Describe*", "kms:List*"], Resource = "*" }]
    deny_that_spares_too_much = [
      { Effect = "Allow", Principal = local.root, Action = "kms:PutKeyPolicy", Resource = "*" },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "kms:PutKeyPolicy"
        Resource  = "*"
        Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/*" } }
      },
    ]
  }
}

resource "aws_kms_key" "bad" {
  for_each = local.statements

  description = each.key
  policy      = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_kms_key" "default_of_aws" {
  description = "Has the policy that AWS writes: the account's root may do everything."
}

resource "aws_kms_replica_key" "default_of_aws" {
  primary_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/mrk-11112222333344445555666677778888"
}

resource "aws_iam_role" "both" {
  name = "both"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

data "aws_iam_policy_document" "by_reference" {
  statement {
    actions   = ["kms:PutKeyPolicy"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.both.arn]
    }
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.both.arn]
    }
  }
}

resource "aws_kms_key" "by_reference" {
  description = "One role, named twice by reference."
  policy      = data.aws_iam_policy_document.by_reference.json
}
