# fail: aws_iam_role.with["no_guard"], aws_iam_role.with["any_subnet"], aws_iam_role.with["plain_operator_on_a_list"]
# fail: aws_iam_role.with["foreign_beside_ours"], aws_iam_role.with["both_tests_in_one_statement"]
# fail: aws_iam_role.with["several_keys_in_one_test"], aws_iam_role.with["old_name_of_the_key_not_pinned"]
# fail: aws_iam_role.with["any_key_of_the_account"], aws_iam_role.with["a_foreign_key_allowed"]
# fail: aws_iam_role.with["isolation_left_out"], aws_iam_role.with["wrong_resource"], aws_iam_role.with["update_forgotten"]
# fail: aws_iam_role.with["tag_lets_out"], aws_iam_role.with["vacuous_grant"], aws_iam_role.with["patterns_of_subnets"]
# fail: aws_iam_group.of_administrators, aws_ssoadmin_permission_set.unguarded
locals {
  key     = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
  actions = ["sagemaker:Create*JobDefinition", "sagemaker:CreateMonitoringSchedule", "sagemaker:UpdateMonitoringSchedule"]

  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })

  sound = {
    NoSubnets      = { Null = { "sagemaker:VpcSubnets" = "true" } }
    ForeignSubnets = { "ForAnyValue:StringNotEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" } }
    NoGroups       = { Null = { "sagemaker:VpcSecurityGroupIds" = "true" } }
    ForeignGroups  = { "ForAnyValue:StringNotEquals" = { "sagemaker:VpcSecurityGroupIds" = "sg-11112222" } }
    NoVolumeKey    = { Null = { "sagemaker:VolumeKmsKey" = "true", "sagemaker:VolumeKmsKeyArn" = "true" } }
    ForeignVolume  = { Null = { "sagemaker:VolumeKmsKey" = "false" }, ArnNotLike = { "sagemaker:VolumeKmsKey" = local.key } }
    ForeignVolumeA = { Null = { "sagemaker:VolumeKmsKeyArn" = "false" }, ArnNotLike = { "sagemaker:VolumeKmsKeyArn" = local.key } }
    ForeignOutput  = { StringNotEquals = { "sagemaker:OutputKmsKeyArn" = local.key } }
    NoIsolation    = { Null = { "sagemaker:NetworkIsolation" = "true" } }
    IsolationOff   = { Bool = { "sagemaker:NetworkIsolation" = "false" } }
    TrafficNotTrue = { BoolIfExists = { "sagemaker:InterContainerTrafficEncryption" = "false" } }
  }

  # What is left out, what is put in its place, and what else differs.
  faults = {
    no_guard                       = { without = keys(local.sound), put = {} }
    any_subnet                     = { without = ["ForeignSubnets"], put = {} }
    plain_operator_on_a_list       = { without = ["ForeignSubnets"], put = { Plain = { StringNotEquals = { "sagemaker:VpcSubnets" = "subnet-11112222" } } } }
    foreign_beside_ours            = { without = ["ForeignSubnets"], put = { All = { "ForAllValues:StringNotEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" } } } }
    both_tests_in_one_statement    = { without = ["NoSubnets", "ForeignSubnets"], put = { Both = { Null = { "sagemaker:VpcSubnets" = "true" }, "ForAnyValue:StringNotEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" } } } }
    patterns_of_subnets            = { without = ["ForeignSubnets"], put = { Like = { "ForAnyValue:StringNotLike" = { "sagemaker:VpcSubnets" = "subnet-*" } } } }
    several_keys_in_one_test       = { without = ["NoSubnets", "NoGroups", "NoVolumeKey"], put = { Test = { Null = { "sagemaker:VpcSubnets" = "true", "sagemaker:VpcSecurityGroupIds" = "true", "sagemaker:VolumeKmsKey" = "true" } } } }
    old_name_of_the_key_not_pinned = { without = ["ForeignVolume"], put = {} }
    any_key_of_the_account         = { without = ["ForeignOutput"], put = { Any = { ArnNotLike = { "sagemaker:OutputKmsKeyArn" = "arn:aws:kms:eu-west-2:111122223333:key/*" } } } }
    a_foreign_key_allowed          = { without = ["ForeignOutput"], put = { Two = { StringNotEquals = { "sagemaker:OutputKmsKeyArn" = [local.key, "arn:aws:kms:eu-west-2:888888888888:key/11112222-3333-4444-5555-666677778888"] } } } }
    isolation_left_out             = { without = ["NoIsolation"], put = {} }
    tag_lets_out                   = { without = ["IsolationOff"], put = { Tag = { Bool = { "sagemaker:NetworkIsolation" = "false" }, StringNotEquals = { "aws:PrincipalTag/exempt" = "yes" } } } }
    wrong_resource                 = { without = [], put = {}, resource = "arn:aws:ec2:*:*:instance/*" }
    update_forgotten               = { without = [], put = {}, actions = ["sagemaker:Create*JobDefinition", "sagemaker:CreateMonitoringSchedule"] }
  }

  refusals = {
    for fault, what in local.faults : fault => [
      for name, condition in merge({ for n, c in local.sound : n => c if !contains(what.without, n) }, what.put) : {
        Sid       = name
        Effect    = "Deny"
        Action    = try(what.actions, local.actions)
        Resource  = try(what.resource, "*")
        Condition = condition
      }
    ]
  }

  policies = merge(
    { for fault, deny in local.refusals : fault => jsonencode({
      Version   = "2012-10-17"
      Statement = concat([{ Effect = "Allow", Action = local.actions, Resource = "*" }], deny)
    }) },
    { vacuous_grant = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Action    = "sagemaker:CreateMonitoringSchedule"
        Resource  = "*"
        Condition = { "ForAllValues:StringEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" } }
      }]
    }) },
  )
}

resource "aws_iam_role" "with" {
  for_each = local.policies

  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "with" {
  for_each = local.policies

  role   = aws_iam_role.with[each.key].name
  policy = each.value
}

resource "aws_iam_group" "of_administrators" {
  name = "of-administrators"
}

resource "aws_iam_group_policy_attachment" "of_administrators" {
  group      = aws_iam_group.of_administrators.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_ssoadmin_permission_set" "unguarded" {
  name         = "unguarded"
  instance_arn = "arn:aws:sso:::instance/ssoins-1111222233334444"
}

resource "aws_ssoadmin_permission_set_inline_policy" "unguarded" {
  instance_arn       = aws_ssoadmin_permission_set.unguarded.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.unguarded.arn
  inline_policy      = local.policies["no_guard"]
}
