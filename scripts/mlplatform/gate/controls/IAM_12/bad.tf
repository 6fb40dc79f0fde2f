# fail: aws_iam_policy.this["alone"], aws_iam_policy.this["null_of_another_key"], aws_iam_policy.this["null_true"]
# fail: aws_iam_policy.this["case"], aws_iam_policy.this["in_another_statement"], aws_iam_role.trusting
locals {
  alone = {
    Effect    = "Allow"
    Action    = "sagemaker:CreateTrainingJob"
    Resource  = "*"
    Condition = { "ForAllValues:StringEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" } }
  }
  statements = {
    alone = [local.alone]
    null_of_another_key = [{
      Effect   = "Allow"
      Action   = "sagemaker:CreateTrainingJob"
      Resource = "*"
      Condition = {
        Null                        = { "sagemaker:VpcSecurityGroupIds" = "false" }
        "ForAllValues:StringEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" }
      }
    }]
    null_true = [{
      Effect   = "Allow"
      Action   = "sagemaker:CreateTrainingJob"
      Resource = "*"
      Condition = {
        Null                        = { "sagemaker:VpcSubnets" = "true" }
        "ForAllValues:StringEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" }
      }
    }]
    case = [{
      Effect    = "Allow"
      Action    = "sagemaker:CreateApp"
      Resource  = "*"
      Condition = { "forallvalues:stringlike" = { "sagemaker:InstanceTypes" = "ml.t3.*" } }
    }]
    in_another_statement = [local.alone, {
      Effect    = "Allow"
      Action    = "sagemaker:CreateTrainingJob"
      Resource  = "*"
      Condition = { Null = { "sagemaker:VpcSubnets" = "false" } }
    }]
  }
}

resource "aws_iam_policy" "this" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "trusting" {
  name = "trusting"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Principal = { AWS = "arn:aws:iam::111122223333:role/pipeline" }
      Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["team"] } }
    }]
  })
}
