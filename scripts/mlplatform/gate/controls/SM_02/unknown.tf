# undecided: aws_sagemaker_domain.later
resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_sagemaker_domain" "later" {
  domain_name = "later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]
  kms_key_id  = terraform_data.later.output

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
