# fail: aws_iam_policy.this["plain_on_several"], aws_iam_policy.this["plain_on_global"], aws_iam_policy.this["any_on_one"]
# fail: aws_iam_policy.this["all_on_one"], aws_iam_policy.this["any_on_tag"], aws_sqs_queue_policy.any_on_one
locals {
  statements = {
    plain_on_several = {
      Effect    = "Deny"
      Action    = "sagemaker:CreateTrainingJob"
      Resource  = "*"
      Condition = { StringNotEquals = { "sagemaker:VpcSubnets" = "subnet-11112222" } }
    }
    plain_on_global = {
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Resource  = "*"
      Condition = { StringEquals = { "aws:CalledVia" = "athena.amazonaws.com" } }
    }
    any_on_one = {
      Effect    = "Deny"
      Action    = "sagemaker:CreateDomain"
      Resource  = "*"
      Condition = { "ForAnyValue:StringNotEquals" = { "sagemaker:AppNetworkAccessType" = "VpcOnly" } }
    }
    all_on_one = {
      Effect    = "Deny"
      Action    = "iam:PassRole"
      Resource  = "*"
      Condition = { "ForAllValues:StringNotEquals" = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
    }
    any_on_tag = {
      Effect    = "Allow"
      Action    = "sagemaker:StopTrainingJob"
      Resource  = "*"
      Condition = { "ForAnyValue:StringEquals" = { "aws:ResourceTag/owner" = "team" } }
    }
  }
}

resource "aws_iam_policy" "this" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}

resource "aws_sqs_queue_policy" "any_on_one" {
  queue_url = "https://sqs.eu-west-2.amazonaws.com/111122223333/jobs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:eu-west-2:111122223333:jobs"
      Principal = "*"
      Condition = { "ForAnyValue:StringEquals" = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
    }]
  })
}
