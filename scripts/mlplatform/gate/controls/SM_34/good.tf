# pass: aws_sagemaker_model_package_group_policy.read_by_deploy_role, aws_sagemaker_model_package_group_policy.read_by_new_role
resource "aws_sagemaker_model_package_group_policy" "read_by_deploy_role" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/deploy" }
      Action    = ["sagemaker:Describe*", "sagemaker:ListModelPackages", "sagemaker:CreateModel"]
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "test" {
  name               = "test"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["sagemaker:DescribeModelPackage"]
    resources = ["arn:aws:sagemaker:eu-west-2:111122223333:model-package/credit/*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.test.arn]
    }
  }
}

resource "aws_sagemaker_model_package_group_policy" "read_by_new_role" {
  model_package_group_name = "credit"
  resource_policy          = data.aws_iam_policy_document.read.json
}
