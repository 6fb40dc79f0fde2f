# undecided: aws_sagemaker_model_package_group_policy.later, aws_sagemaker_model_package_group_policy.whom_later
resource "terraform_data" "later" {
  input = "arn:aws:iam::444455556666:role/deploy"
}

data "aws_iam_policy_document" "whom_later" {
  statement {
    actions   = ["sagemaker:DescribeModelPackage"]
    resources = ["arn:aws:sagemaker:eu-west-2:111122223333:model-package/credit/*"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_sagemaker_model_package_group_policy" "whom_later" {
  model_package_group_name = "credit"
  resource_policy          = data.aws_iam_policy_document.whom_later.json
}

resource "aws_sagemaker_model_package_group_policy" "later" {
  model_package_group_name = "credit"
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = terraform_data.later.output }
      Action    = ["sagemaker:DescribeModelPackageGroup", "sagemaker:ListModelPackages"]
      Resource  = "arn:aws:sagemaker:eu-west-2:111122223333:model-package-group/credit"
    }]
  })
}
