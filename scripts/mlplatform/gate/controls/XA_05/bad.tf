# fail: aws_iam_role.open["a_role_of_the_other_use_case"], aws_iam_role.open["whoever_is_of_the_organization"]
# fail: aws_iam_role.open["everybody_but_some"], aws_iam_role.open["one_of_two"], aws_iam_role.open["a_tag_of_the_other"]
# fail: aws_iam_role.open["a_deny_that_spares_it"]
# fail: aws_s3_bucket_policy.open_to_the_organization, aws_secretsmanager_secret.read_by_it, aws_sagemaker_model_package_group_policy.read_by_it
# pass: aws_iam_role.of_the_other_use_case
locals {
  thief = "arn:aws:iam::666677778888:role/bank-fraud-dev-job"
  own   = "arn:aws:iam::111122223333:role/bank-credit-risk-dev-steps"

  trusting = { # hole => statements
    a_role_of_the_other_use_case = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = local.thief }, Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } } },
    ]
    one_of_two = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = [local.own, local.thief] } },
    ]
    whoever_is_of_the_organization = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } } },
    ]
    everybody_but_some = [
      { Effect = "Allow", Action = "sts:AssumeRole", NotPrincipal = { AWS = local.own } },
    ]
    a_tag_of_the_other = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = { StringEquals = { "aws:PrincipalTag/use_case" = ["credit_risk", "fraud"] } } },
    ]
    a_deny_that_spares_it = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = local.thief } },
      { Effect = "Deny", Action = "sts:AssumeRole", Principal = "*", Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } } },
    ]
  }
}

resource "aws_iam_role" "open" {
  for_each = local.trusting

  name               = each.key
  tags               = { use_case = "credit_risk" }
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "of_the_other_use_case" {
  name = "bank-fraud-dev-job"
  tags = { use_case = "fraud" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_secretsmanager_secret" "read_by_it" {
  name = "bank-credit-risk-dev"
  tags = { use_case = "credit_risk" }
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = local.thief }, Action = "secretsmanager:GetSecretValue", Resource = "*" }]
  })
}

resource "aws_sagemaker_model_package_group" "credit" {
  model_package_group_name = "credit"
  tags                     = { use_case = "credit_risk" }
}

resource "aws_sagemaker_model_package_group_policy" "read_by_it" {
  model_package_group_name = aws_sagemaker_model_package_group.credit.model_package_group_name
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = local.thief }
      Action    = "sagemaker:DescribeModelPackage"
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package/credit/*"
    }]
  })
}

resource "aws_s3_bucket" "credit" {
  bucket = "bank-credit-risk-dev-data"
  tags   = { use_case = "credit_risk" }
}

resource "aws_s3_bucket_policy" "open_to_the_organization" {
  bucket = aws_s3_bucket.credit.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::bank-credit-risk-dev-data/*"
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
    }]
  })
}
