# fail: aws_iam_policy.bad["every_key"], aws_iam_policy.bad["every_key_of_the_account"], aws_iam_policy.bad["everything"]
# fail: aws_iam_policy.bad["through_one_service"], aws_iam_policy.bad["tag_if_exists"], aws_iam_policy.bad["all_but_some_keys"]
# fail: aws_iam_policy.bad["re_encrypt"], aws_iam_policy.bad["not_action"], aws_iam_policy.bad["denied_to_some_only"]
# fail: aws_iam_policy.bad["negated_tag"], aws_iam_policy.boundary_and_attached, aws_iam_role.inline
locals {
  every = { Effect = "Allow", Action = ["kms:Decrypt"], Resource = "*" }
  statements = {
    every_key                = [local.every]
    every_key_of_the_account = [merge(local.every, { Resource = "arn:aws:kms:eu-west-2:111122223333:key/*" })]
    everything               = [merge(local.every, { Action = ["*"] })]
    through_one_service      = [merge(local.every, { Condition = { StringEquals = { "kms:ViaService" = "s3.eu-west-2.amazonaws.com" } } })]
    tag_if_exists            = [merge(local.every, { Condition = { StringEqualsIfExists = { "aws:ResourceTag/use_case" = "credit_risk" } } })]
    negated_tag              = [merge(local.every, { Condition = { StringNotEquals = { "aws:ResourceTag/use_case" = "fraud" } } })]
    all_but_some_keys        = [{ for k, v in merge(local.every, { NotResource = "arn:aws:kms:eu-west-2:111122223333:key/1" }) : k => v if k != "Resource" }]
    re_encrypt               = [merge(local.every, { Action = ["kms:ReEncrypt*"] })]
    not_action               = [{ for k, v in merge(local.every, { NotAction = ["iam:*"] }) : k => v if k != "Action" }]
    denied_to_some_only      = [local.every, merge(local.every, { Effect = "Deny", Condition = { StringEquals = { "aws:PrincipalTag/a" = "b" } } })]
  }
}

resource "aws_iam_policy" "bad" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_policy" "boundary_and_attached" {
  name   = "boundary-and-attached"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.every] })
}

resource "aws_iam_role" "inline" {
  name                 = "inline"
  permissions_boundary = aws_iam_policy.boundary_and_attached.arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })

  inline_policy {
    name   = "inline"
    policy = jsonencode({ Version = "2012-10-17", Statement = [local.every] })
  }
}

resource "aws_iam_role_policy_attachment" "inline" {
  role       = aws_iam_role.inline.name
  policy_arn = aws_iam_policy.boundary_and_attached.arn
}
