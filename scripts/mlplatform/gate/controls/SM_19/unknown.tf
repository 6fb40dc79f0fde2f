# undecided: aws_sagemaker_notebook_instance.later
resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_sagemaker_notebook_instance" "later" {
  name          = "later"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
  kms_key_id    = terraform_data.later.output
}
