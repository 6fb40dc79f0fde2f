# fail: aws_organizations_policy_attachment.attached["any_vpc"], aws_organizations_policy_attachment.attached["one_of_several"]
# fail: aws_organizations_policy_attachment.attached["old_key_only"], aws_organizations_policy_attachment.attached["key_in_any_account"]
# fail: aws_organizations_policy_attachment.attached["isolation_if_said"], aws_organizations_policy_attachment.attached["only_one_action"]
# fail: aws_organizations_policy_attachment.attached["all_at_once"]
# Each starts from a policy that denies SageMaker to all but one kind of request, and leaves one hole.
locals {
  deny     = { Effect = "Deny", Action = "sagemaker:*", Resource = "*" }
  approved = { "sagemaker:VpcSubnets" = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"] }
  absent   = merge(local.deny, { Condition = { Null = { "sagemaker:VpcSubnets" = "true" } } })
  foreign  = merge(local.deny, { Condition = { "ForAnyValue:StringNotEquals" = local.approved } })
  isolated = merge(local.deny, { Condition = { BoolIfExists = { "sagemaker:NetworkIsolation" = "false" } } })
  keys = { for name in ["Volume", "Output"] : name => concat(
    [merge(local.deny, { Condition = { Null = { "sagemaker:${name}KmsKey" = "true", "sagemaker:${name}KmsKeyArn" = "true" } } })],
    [for end in ["", "Arn"] : merge(local.deny, { Condition = {
      Null       = { "sagemaker:${name}KmsKey${end}" = "false" }
      ArnNotLike = { "sagemaker:${name}KmsKey${end}" = "arn:aws:kms:eu-west-2:111122223333:key/*" }
    } })],
  ) }
  studio = [
    merge(local.deny, { Condition = { StringNotEquals = { "sagemaker:AppNetworkAccessType" = "VpcOnly" } } }),
    merge(local.deny, { Condition = { StringNotEquals = { "sagemaker:DirectInternetAccess" = "Disabled" } } }),
  ]
  network    = [local.absent, local.foreign]
  encryption = concat(local.keys.Volume, local.keys.Output)

  policies = {
    any_vpc        = concat(local.studio, local.encryption, [local.isolated, local.absent])
    one_of_several = concat(local.studio, local.encryption, [local.isolated, local.absent, merge(local.deny, { Condition = { "ForAllValues:StringNotEquals" = local.approved } })])
    old_key_only = concat(local.studio, local.network, [local.isolated], local.keys.Output, [
      merge(local.deny, { Condition = { ArnNotLike = { "sagemaker:VolumeKmsKey" = "arn:aws:kms:eu-west-2:111122223333:key/*" }, Null = { "sagemaker:VolumeKmsKey" = "false" } } }),
      local.keys.Volume[0],
    ])
    key_in_any_account = concat(local.studio, local.network, [local.isolated], local.keys.Output, [local.keys.Volume[0]], [
      for end in ["", "Arn"] : merge(local.deny, { Condition = {
        Null       = { "sagemaker:VolumeKmsKey${end}" = "false" }
        ArnNotLike = { "sagemaker:VolumeKmsKey${end}" = "arn:aws:kms:eu-west-2:*:key/*" }
      } })
    ])
    isolation_if_said = concat(local.studio, local.network, local.encryption, [merge(local.deny, { Condition = { Bool = { "sagemaker:NetworkIsolation" = "false" } } })])
    only_one_action   = [for statement in concat(local.studio, local.network, local.encryption, [local.isolated]) : merge(statement, { Action = "sagemaker:CreateTrainingJob" })]
    # The lines of one block hold together or not at all.
    all_at_once = [merge(local.deny, { Condition = {
      Null         = { "sagemaker:VpcSubnets" = "true", "sagemaker:VolumeKmsKey" = "true", "sagemaker:VolumeKmsKeyArn" = "true" }
      BoolIfExists = { "sagemaker:NetworkIsolation" = "false" }
    } })]
  }
  accounts = zipmap(sort(keys(local.policies)), range(length(local.policies)))
}

resource "aws_organizations_policy" "of" {
  for_each = local.policies

  name    = each.key
  content = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_organizations_policy_attachment" "attached" {
  for_each = local.accounts

  policy_id = aws_organizations_policy.of[each.key].id
  target_id = "10000000000${each.value}"
}
