# pass: aws_sagemaker_model_package_group.tagged, aws_sagemaker_model_package_group.tagged_with_more, aws_sagemaker_notebook_instance.tagged
resource "aws_sagemaker_model_package_group" "tagged" {
  model_package_group_name = "tagged"

  tags = {
    use_case            = "credit_risk"
    data_classification = "confidential"
    owner               = "credit-risk@bank.example"
  }
}

resource "aws_sagemaker_model_package_group" "tagged_with_more" {
  model_package_group_name = "tagged-with-more"

  tags = {
    use_case            = "credit_risk"
    data_classification = "confidential"
    owner               = "credit-risk@bank.example"
    cost_centre         = "CC-4711"
  }
}

resource "aws_sagemaker_notebook_instance" "tagged" {
  name          = "tagged"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
  tags = {
    use_case            = "credit_risk"
    data_classification = "confidential"
    owner               = "credit-risk@bank.example"
  }
}

# An image version takes no tags, so none are asked of it.
resource "aws_sagemaker_image_version" "untaggable" {
  image_name = "scoring"
  base_image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/scoring:1"
}
