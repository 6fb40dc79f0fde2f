# undecided: aws_sagemaker_notebook_instance.later
resource "terraform_data" "later" {
  input = "Disabled"
}

resource "aws_sagemaker_notebook_instance" "later" {
  name          = "later"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
  root_access   = terraform_data.later.output
}
