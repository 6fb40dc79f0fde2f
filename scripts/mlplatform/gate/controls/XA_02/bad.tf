# fail: aws_iam_role.author["approves_own"]
# fail: aws_iam_role.author["registers_as_approved"]
# fail: aws_iam_role.author["starts_and_approves"]
# fail: aws_iam_role.author["refuses_another_status"]
# fail: aws_iam_role.author["refuses_under_two_conditions"]
# fail: aws_iam_role.author["refuses_updates_alone"]
# fail: aws_iam_role.with_all_of_sagemaker, aws_iam_role.developer
# fail: aws_s3_bucket_policy.models, aws_sagemaker_model_package_group_policy.models, aws_ecr_repository_policy.images
locals {
  people = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/person" } }]
  })
  author = {
    approves_own = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = ["sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage"], Resource = "*" },
    ] })
    registers_as_approved = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sagemaker:CreateModelPackage", Resource = "*" },
    ] })
    starts_and_approves = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = ["sagemaker:StartPipelineExecution", "sagemaker:Update*"], Resource = "*" },
    ] })
    refuses_another_status = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = ["sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage"], Resource = "*" },
      { Effect = "Deny", Action = "sagemaker:*ModelPackage", Resource = "*", Condition = { StringEquals = { "sagemaker:ModelApprovalStatus" = "Rejected" } } },
    ] })
    refuses_under_two_conditions = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = ["sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage"], Resource = "*" },
      { Effect = "Deny", Action = "sagemaker:*ModelPackage", Resource = "*", Condition = { StringEquals = { "sagemaker:ModelApprovalStatus" = "Approved", "aws:RequestedRegion" = "eu-west-2" } } },
    ] })
    refuses_updates_alone = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = ["sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage"], Resource = "*" },
      { Effect = "Deny", Action = "sagemaker:UpdateModelPackage", Resource = "*", Condition = { StringEquals = { "sagemaker:ModelApprovalStatus" = "Approved" } } },
    ] })
  }
}

resource "aws_iam_role" "author" {
  for_each = local.author

  name               = replace(each.key, "_", "-")
  assume_role_policy = local.people
}

resource "aws_iam_role_policy" "author" {
  for_each = local.author

  role   = aws_iam_role.author[each.key].name
  policy = each.value
}

resource "aws_iam_role" "with_all_of_sagemaker" {
  name               = "with-all-of-sagemaker"
  assume_role_policy = local.people
}

resource "aws_iam_role_policy_attachment" "with_all_of_sagemaker" {
  role       = aws_iam_role.with_all_of_sagemaker.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

# In one account with production, its own policy is all that it takes.
resource "aws_iam_role" "developer" {
  name               = "developer"
  tags               = { environment = "dev" }
  assume_role_policy = local.people
}

resource "aws_iam_role_policy" "developer" {
  role = aws_iam_role.developer.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::bank-models-*/*" }]
  })
}

resource "aws_s3_bucket" "models" {
  bucket = "bank-models-prod"
  tags   = { environment = "prod" }
}

resource "aws_s3_bucket_policy" "models" {
  bucket = aws_s3_bucket.models.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/developer" }
      Action    = "s3:*Object"
      Resource  = "arn:aws:s3:::bank-models-prod/*"
    }]
  })
}

resource "aws_sagemaker_model_package_group" "models" {
  model_package_group_name = "models"
  tags                     = { environment = "prod" }
}

resource "aws_sagemaker_model_package_group_policy" "models" {
  model_package_group_name = aws_sagemaker_model_package_group.models.model_package_group_name
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:root" }
      Action    = ["sagemaker:DescribeModelPackage", "sagemaker:CreateModelPackage"]
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package/models/*"
    }]
  })
}

resource "aws_ecr_repository" "images" {
  name = "images"
  tags = { environment = "prod" }
}

# The whole organization is development too.
resource "aws_ecr_repository_policy" "images" {
  repository = aws_ecr_repository.images.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = ["ecr:BatchGetImage", "ecr:PutImage"]
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
    }]
  })
}
