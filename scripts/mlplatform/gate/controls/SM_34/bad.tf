# fail: aws_sagemaker_model_package_group_policy.anyone, aws_sagemaker_model_package_group_policy.whole_account, aws_sagemaker_model_package_group_policy.account_id, aws_sagemaker_model_package_group_policy.foreign_role, aws_sagemaker_model_package_group_policy.pattern_of_roles, aws_sagemaker_model_package_group_policy.service
# fail: aws_sagemaker_model_package_group_policy.approves, aws_sagemaker_model_package_group_policy.deletes_by_wildcard, aws_sagemaker_model_package_group_policy.everything_but, aws_sagemaker_model_package_group_policy.everybody_but
resource "aws_sagemaker_model_package_group_policy" "anyone" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = ["sagemaker:DescribeModelPackageGroup", "sagemaker:ListModelPackages"]
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}

resource "aws_sagemaker_model_package_group_policy" "whole_account" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:root" }
      Action    = ["sagemaker:DescribeModelPackageGroup", "sagemaker:ListModelPackages"]
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}

resource "aws_sagemaker_model_package_group_policy" "account_id" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "444455556666" }
      Action    = ["sagemaker:DescribeModelPackageGroup", "sagemaker:ListModelPackages"]
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}

resource "aws_sagemaker_model_package_group_policy" "foreign_role" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::999999999999:role/deploy" }
      Action    = ["sagemaker:DescribeModelPackageGroup", "sagemaker:ListModelPackages"]
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}

resource "aws_sagemaker_model_package_group_policy" "pattern_of_roles" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/*" }
      Action    = ["sagemaker:DescribeModelPackageGroup", "sagemaker:ListModelPackages"]
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}

resource "aws_sagemaker_model_package_group_policy" "service" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = ["sagemaker:DescribeModelPackageGroup", "sagemaker:ListModelPackages"]
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}

resource "aws_sagemaker_model_package_group_policy" "approves" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/deploy" }
      Action    = "sagemaker:UpdateModelPackage"
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}

resource "aws_sagemaker_model_package_group_policy" "deletes_by_wildcard" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/deploy" }
      Action    = "sagemaker:*ModelPackage"
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}

resource "aws_sagemaker_model_package_group_policy" "everything_but" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/deploy" }
      NotAction = "sagemaker:DeleteModelPackage"
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}

resource "aws_sagemaker_model_package_group_policy" "everybody_but" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect       = "Allow"
      NotPrincipal = { AWS = "arn:aws:iam::444455556666:role/intern" }
      Action       = ["sagemaker:DescribeModelPackageGroup", "sagemaker:ListModelPackages"]
      Resource     = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}
