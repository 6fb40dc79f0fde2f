# undecided: aws_sagemaker_model_package_group.all_later, aws_sagemaker_model_package_group.one_later
resource "terraform_data" "later" {
  input = "credit_risk"
}

resource "terraform_data" "tags" {
  input = { use_case = "credit_risk" }
}

resource "aws_sagemaker_model_package_group" "all_later" {
  model_package_group_name = "all-later"

  tags = terraform_data.tags.output
}

resource "aws_sagemaker_model_package_group" "one_later" {
  model_package_group_name = "one-later"

  tags = {
    use_case            = terraform_data.later.output
    data_classification = "confidential"
    owner               = "credit-risk@bank.example"
  }
}
