# undecided: aws_sagemaker_notebook_instance.later
resource "terraform_data" "later" {
  input = "notebook-al2023-v1"
}

resource "aws_sagemaker_notebook_instance" "later" {
  name                = "later"
  role_arn            = "arn:aws:iam::111122223333:role/notebook"
  instance_type       = "ml.t3.medium"
  platform_identifier = terraform_data.later.output
}
