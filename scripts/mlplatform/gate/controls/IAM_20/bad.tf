# fail: aws_iam_role.workload["adds"], aws_iam_role.workload["removes"], aws_iam_role.workload["tags_roles"]
# fail: aws_iam_role.workload["tags_its_session"], aws_iam_role.workload["all_but_a_few"]
# fail: aws_iam_role.workload["own_alone"], aws_iam_role.workload["refused_elsewhere"]
# fail: aws_iam_role.workload["refused_for_others"], aws_iam_role.workload["refused_with_others"]
# fail: aws_iam_role.workload["but_for_a_note"], aws_iam_role.workload["with_a_note"]
# fail: aws_iam_role.workload["tags_objects"]
# pass: aws_iam_role.workload["reader"]
locals {
  add = { Effect = "Allow", Action = "sagemaker:AddTags", Resource = "*" }
  policies = {
    reader = [{
      Effect    = "Allow"
      Action    = "sagemaker:StopTrainingJob"
      Resource  = "*"
      Condition = { StringEquals = { "sagemaker:ResourceTag/use_case" = "$${aws:PrincipalTag/use_case}" } }
    }]
    tags_objects = [
      { Effect = "Allow", Action = "s3:PutObjectTagging", Resource = "arn:aws:s3:::data/*" },
      { Effect = "Deny", Action = "s3:GetObject", Resource = "*", Condition = { StringEquals = { "s3:ExistingObjectTag/class" = "secret" } } },
    ]
    adds             = [local.add]
    removes          = [{ Effect = "Allow", Action = "sagemaker:Delete*", Resource = "*" }]
    tags_roles       = [{ Effect = "Allow", Action = "iam:TagRole", Resource = "*" }]
    tags_its_session = [{ Effect = "Allow", Action = ["sts:AssumeRole", "sts:TagSession"], Resource = "*" }]
    all_but_a_few = [{
      Effect    = "Allow"
      Action    = "sagemaker:AddTags"
      Resource  = "*"
      Condition = { "ForAllValues:StringLike" = { "aws:TagKeys" = ["note", "use*"] } }
    }]
    but_for_a_note = [{
      Effect    = "Allow"
      Action    = "sagemaker:AddTags"
      Resource  = "*"
      Condition = { "ForAllValues:StringNotEquals" = { "aws:TagKeys" = "note" } }
    }]
    with_a_note = [{
      Effect    = "Allow"
      Action    = "sagemaker:AddTags"
      Resource  = "*"
      Condition = { "ForAnyValue:StringEquals" = { "aws:TagKeys" = "note" } }
    }]
    # What carries the tag of the use case may still be given to another.
    own_alone = [{
      Effect    = "Allow"
      Action    = "sagemaker:AddTags"
      Resource  = "*"
      Condition = { StringEquals = { "aws:ResourceTag/use_case" = "$${aws:PrincipalTag/use_case}" } }
    }]
    refused_elsewhere = [local.add, {
      Effect    = "Deny"
      Action    = "sagemaker:AddTags"
      Resource  = "arn:aws:sagemaker:*:*:domain/*"
      Condition = { "ForAnyValue:StringEquals" = { "aws:TagKeys" = "use_case" } }
    }]
    refused_for_others = [local.add, {
      Effect   = "Deny"
      Action   = "sagemaker:AddTags"
      Resource = "*"
      Condition = {
        "ForAnyValue:StringEquals" = { "aws:TagKeys" = "use_case" }
        ArnNotLike                 = { "aws:PrincipalArn" = "arn:aws:iam::*:role/refused_for_others" }
      }
    }]
    refused_with_others = [local.add, {
      Effect    = "Deny"
      Action    = "sagemaker:AddTags"
      Resource  = "*"
      Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = "use_case" } }
    }]
  }
}

resource "aws_iam_role" "workload" {
  for_each = local.policies

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "workload" {
  for_each = local.policies

  role   = aws_iam_role.workload[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}
