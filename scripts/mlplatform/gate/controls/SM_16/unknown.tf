# undecided: aws_sagemaker_notebook_instance.later
resource "terraform_data" "later" {
  input = "subnet-11112222"
}

resource "aws_sagemaker_notebook_instance" "later" {
  name            = "later"
  role_arn        = "arn:aws:iam::111122223333:role/notebook"
  instance_type   = "ml.t3.medium"
  subnet_id       = terraform_data.later.output
  security_groups = ["sg-11112222"]
}
