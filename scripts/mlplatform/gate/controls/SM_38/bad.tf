# fail: aws_sagemaker_model_package_group.bare, aws_sagemaker_model_package_group.one_missing, aws_sagemaker_model_package_group.one_empty, aws_sagemaker_model_package_group.in_capitals, aws_sagemaker_model_package_group.empty, aws_sagemaker_notebook_instance.bare
resource "aws_sagemaker_model_package_group" "bare" {
  model_package_group_name = "bare"
}

resource "aws_sagemaker_model_package_group" "one_missing" {
  model_package_group_name = "one-missing"

  tags = {
    use_case = "credit_risk"
    owner    = "credit-risk@bank.example"
  }
}

resource "aws_sagemaker_model_package_group" "one_empty" {
  model_package_group_name = "one-empty"

  tags = {
    use_case            = "credit_risk"
    data_classification = ""
    owner               = "credit-risk@bank.example"
  }
}

resource "aws_sagemaker_model_package_group" "in_capitals" {
  model_package_group_name = "in-capitals"

  tags = {
    Use_Case            = "credit_risk"
    data_classification = "confidential"
    owner               = "credit-risk@bank.example"
  }
}

resource "aws_sagemaker_model_package_group" "empty" {
  model_package_group_name = "empty"

  tags = {}
}

resource "aws_sagemaker_notebook_instance" "bare" {
  name          = "bare"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
}
