# undecided: aws_sagemaker_domain.later
resource "terraform_data" "later" {
  input = "Retain"
}

resource "aws_sagemaker_domain" "later" {
  domain_name = "later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  retention_policy {
    home_efs_file_system = terraform_data.later.output
  }
}
