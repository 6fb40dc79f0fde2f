# pass: aws_sagemaker_notebook_instance.second_version
resource "aws_sagemaker_notebook_instance" "second_version" {
  name          = "second-version"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
  root_access   = "Disabled"

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "2"
  }
}
