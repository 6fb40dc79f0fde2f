# pass: aws_iam_role.author, aws_iam_role.approver, aws_iam_role.author_by_allow, aws_iam_role.developer
# pass: aws_s3_bucket_policy.models, aws_sagemaker_model_package_group_policy.models, aws_ecr_repository_policy.images
locals {
  people = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/person" } }]
  })
}

resource "aws_iam_role" "author" {
  name               = "author"
  assume_role_policy = local.people
}

resource "aws_iam_role_policy" "author" {
  role = aws_iam_role.author.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage", "sagemaker:StartPipelineExecution"]
        Resource = "*"
      },
      {
        Effect    = "Deny"
        Action    = ["sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage"]
        Resource  = "*"
        Condition = { StringEquals = { "sagemaker:ModelApprovalStatus" = "Approved" } }
      },
    ]
  })
}

resource "aws_iam_role" "author_by_allow" {
  name               = "author-by-allow"
  assume_role_policy = local.people
}

resource "aws_iam_role_policy" "author_by_allow" {
  role = aws_iam_role.author_by_allow.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sagemaker:CreateModelPackage"
      Resource  = "*"
      Condition = { StringEquals = { "sagemaker:ModelApprovalStatus" = "PendingManualApproval" } }
    }]
  })
}

resource "aws_iam_role" "approver" {
  name               = "approver"
  assume_role_policy = local.people
}

resource "aws_iam_role_policy" "approver" {
  role = aws_iam_role.approver.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:UpdateModelPackage", Resource = "*" }]
  })
}

# Development reads production's models and changes its own.
resource "aws_iam_role" "developer" {
  name               = "developer"
  tags               = { environment = "dev" }
  assume_role_policy = local.people
}

resource "aws_iam_role_policy" "developer" {
  role = aws_iam_role.developer.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::bank-models-prod/*" },
      { Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::bank-models-dev/*" },
      { Effect = "Allow", Action = "sagemaker:DescribeModelPackage", Resource = "*" },
    ]
  })
}

resource "aws_s3_bucket" "models" {
  bucket = "bank-models-prod"
  tags   = { environment = "prod" }
}

data "aws_iam_policy_document" "models" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::bank-models-prod/*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::444455556666:role/developer"]
    }
  }
  statement {
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::bank-models-prod/*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::999988887777:role/pipeline"]
    }
  }
}

resource "aws_s3_bucket_policy" "models" {
  bucket = aws_s3_bucket.models.bucket
  policy = data.aws_iam_policy_document.models.json
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
      Action    = ["sagemaker:DescribeModelPackage", "sagemaker:ListModelPackages"]
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package/models/*"
    }]
  })
}

resource "aws_ecr_repository" "images" {
  name = "images"
  tags = { environment = "prod" }
}

# What one statement gives, another takes away.
resource "aws_ecr_repository_policy" "images" {
  repository = aws_ecr_repository.images.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "444455556666" }, Action = "ecr:*" },
      {
        Effect    = "Deny"
        Principal = "*"
        NotAction = ["ecr:Get*", "ecr:Batch*", "ecr:Describe*", "ecr:List*"]
        Condition = { StringNotEquals = { "aws:PrincipalAccount" = "111122223333" } }
      },
      { Effect = "Deny", Principal = "*", Action = "ecr:BatchDeleteImage" },
      { Effect = "Deny", Principal = "*", Action = "ecr:BatchImportUpstreamImage" },
    ]
  })
}
