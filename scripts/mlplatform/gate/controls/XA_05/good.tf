# pass: aws_iam_role.sound["a_role_of_the_account"], aws_iam_role.sound["a_role_of_the_plans"]
# pass: aws_iam_role.sound["a_role_of_the_shared_account"], aws_iam_role.sound["named_after_the_use_case"]
# pass: aws_iam_role.sound["a_service"], aws_iam_role.sound["whoever_has_the_tag"], aws_iam_role.sound["taken_back_by_a_deny"]
# pass: aws_cloudwatch_log_resource_policy.of_a_service, aws_sagemaker_model_package_group_policy.own_production
# pass: aws_sns_topic_policy.own_account, aws_iam_role.deployer
locals {
  trusting = { # use => statements
    a_role_of_the_account = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/steps" } },
    ]
    a_role_of_the_plans = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/deployer" } },
    ]
    a_role_of_the_shared_account = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999988887777:role/ci-apply-dev" } },
    ]
    named_after_the_use_case = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::222233334444:role/bank-credit-risk-test-deploy" } },
    ]
    a_service = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } },
    ]
    whoever_has_the_tag = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1", "aws:PrincipalTag/use_case" = "credit_risk" } } },
    ]
    taken_back_by_a_deny = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } } },
      { Effect = "Deny", Action = "sts:AssumeRole", Principal = "*", Condition = { StringNotEquals = { "aws:PrincipalAccount" = "111122223333" } } },
    ]
  }
}

resource "aws_iam_role" "sound" {
  for_each = local.trusting

  name                 = each.key
  permissions_boundary = "arn:aws:iam::111122223333:policy/boundary"
  tags                 = { use_case = "credit_risk" }
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "deployer" {
  name               = "deployer"
  tags               = { use_case = "credit_risk" }
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = local.trusting["a_service"] })
}

resource "aws_cloudwatch_log_group" "queries" {
  name = "queries"
  tags = { use_case = "credit_risk" }
}

resource "aws_cloudwatch_log_resource_policy" "of_a_service" {
  policy_name = "queries"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "logs:PutLogEvents"
      Resource  = "arn:aws:logs:eu-west-2:111122223333:log-group:queries:log-stream:*"
    }]
  })
}

resource "aws_sagemaker_model_package_group_policy" "own_production" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::222233334444:role/bank-credit-risk-test-deploy" }
      Action    = "sagemaker:DescribeModelPackage"
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package/credit/*"
    }]
  })
}

resource "aws_sns_topic_policy" "own_account" {
  arn = "arn:aws:sns:eu-west-2:111122223333:alerts"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sns:Publish"
      Resource  = "arn:aws:sns:eu-west-2:111122223333:alerts"
      Condition = { StringEquals = { "aws:SourceOwner" = "111122223333" } }
    }]
  })
}
