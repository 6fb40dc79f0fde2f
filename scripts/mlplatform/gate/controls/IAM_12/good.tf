# pass: aws_iam_policy.this["with_null"], aws_iam_policy.this["with_any"], aws_iam_policy.this["in_a_deny"]
# pass: aws_iam_policy.this["single"]
locals {
  statements = {
    with_null = {
      Effect   = "Allow"
      Action   = "sagemaker:CreateTrainingJob"
      Resource = "*"
      Condition = {
        Null                        = { "sagemaker:VpcSubnets" = "false" }
        "ForAllValues:StringEquals" = { "sagemaker:VpcSubnets" = ["subnet-11112222", "subnet-33334444"] }
      }
    }
    with_any = {
      Effect   = "Allow"
      Action   = "sagemaker:CreateTrainingJob"
      Resource = "*"
      Condition = {
        "ForAnyValue:StringLike"    = { "Sagemaker:VpcSubnets" = "subnet-*" }
        "ForAllValues:StringEquals" = { "sagemaker:VpcSubnets" = ["subnet-11112222", "subnet-33334444"] }
      }
    }
    in_a_deny = {
      Effect    = "Deny"
      Action    = "iam:TagRole"
      Resource  = "*"
      Condition = { "ForAllValues:StringNotEquals" = { "aws:TagKeys" = "note" } }
    }
    single = {
      Effect    = "Allow"
      Action    = "sagemaker:CreateDomain"
      Resource  = "*"
      Condition = { StringEquals = { "sagemaker:AppNetworkAccessType" = "VpcOnly" } }
    }
  }
}

resource "aws_iam_policy" "this" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}
