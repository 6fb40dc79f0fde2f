# pass: aws_iam_policy.this["several"], aws_iam_policy.this["one"], aws_iam_policy.this["null"], aws_iam_policy.this["paths"]
locals {
  statements = {
    several = {
      Effect    = "Deny"
      Action    = "sagemaker:CreateTrainingJob"
      Resource  = "*"
      Condition = { "ForAnyValue:StringNotEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" } }
    }
    one = {
      Effect    = "Deny"
      Action    = "sagemaker:CreateDomain"
      Resource  = "*"
      Condition = { StringNotEquals = { "sagemaker:AppNetworkAccessType" = "VpcOnly" } }
    }
    null = {
      Effect    = "Deny"
      Action    = "sagemaker:CreateTrainingJob"
      Resource  = "*"
      Condition = { Null = { "sagemaker:VpcSubnets" = "true" } }
    }
    paths = {
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Resource  = "*"
      Condition = { "ForAnyValue:StringLike" = { "aws:PrincipalOrgPaths" = "o-exampleorg1/*" } }
    }
  }
}

resource "aws_iam_policy" "this" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}
