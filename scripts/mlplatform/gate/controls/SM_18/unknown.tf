# undecided: aws_sagemaker_notebook_instance.later
resource "terraform_data" "later" {
  input = "2"
}

resource "aws_sagemaker_notebook_instance" "later" {
  name          = "later"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
  root_access   = "Disabled"

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = terraform_data.later.output
  }
}
