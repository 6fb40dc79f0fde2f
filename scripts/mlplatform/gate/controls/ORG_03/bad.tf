# fail: aws_organizations_policy_attachment.attached["reading_only"], aws_organizations_policy_attachment.attached["any_bucket_spared"]
# fail: aws_organizations_policy_attachment.attached["unlisted_bucket"], aws_organizations_policy_attachment.attached["other_organization"]
# fail: aws_organizations_policy_attachment.attached["sessions_only"], aws_organizations_policy_attachment.attached["no_organization_passes"]
locals {
  services = ["dynamodb:*", "ecr:*", "kms:*", "lambda:*", "s3:*", "secretsmanager:*", "sns:*", "sqs:*", "sts:AssumeRole"]
  outside  = { StringNotEqualsIfExists = { "aws:ResourceOrgID" = "o-exampleorg1" } }
  statements = {
    reading_only       = { Action = ["s3:Get*", "s3:List*"], Resource = "*", Condition = local.outside }
    any_bucket_spared  = { Action = local.services, NotResource = "arn:aws:s3:::*", Condition = local.outside }
    unlisted_bucket    = { Action = local.services, NotResource = "arn:aws:s3:::vendor-drop-*", Condition = local.outside }
    other_organization = { Action = local.services, Resource = "*", Condition = { StringNotEqualsIfExists = { "aws:ResourceOrgID" = "o-strangers00" } } }
    sessions_only      = { Action = local.services, Resource = "*", Condition = merge(local.outside, { Bool = { "aws:MultiFactorAuthPresent" = "false" } }) }
    # An account in no organization has no such key.
    no_organization_passes = { Action = local.services, Resource = "*", Condition = { StringNotEquals = { "aws:ResourceOrgID" = "o-exampleorg1" }, Null = { "aws:ResourceOrgID" = "false" } } }
  }
  accounts = zipmap(sort(keys(local.statements)), range(6))
}

resource "aws_organizations_policy" "of" {
  for_each = local.statements

  name    = each.key
  content = jsonencode({ Version = "2012-10-17", Statement = [merge({ Effect = "Deny" }, each.value)] })
}

resource "aws_organizations_policy_attachment" "attached" {
  for_each = local.accounts

  policy_id = aws_organizations_policy.of[each.key].id
  target_id = "10000000000${each.value}"
}
