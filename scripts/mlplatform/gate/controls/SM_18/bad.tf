# fail: aws_sagemaker_notebook_instance.first_version, aws_sagemaker_notebook_instance.left_to_aws
resource "aws_sagemaker_notebook_instance" "first_version" {
  name          = "first-version"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
  root_access   = "Disabled"

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "1"
  }
}

resource "aws_sagemaker_notebook_instance" "left_to_aws" {
  name          = "left-to-aws"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
}
