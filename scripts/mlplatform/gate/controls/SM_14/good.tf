# pass: aws_sagemaker_domain.kept, aws_sagemaker_domain.left_to_aws
resource "aws_sagemaker_domain" "kept" {
  domain_name = "kept"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  retention_policy {
    home_efs_file_system = "Retain"
  }
}

resource "aws_sagemaker_domain" "left_to_aws" {
  domain_name = "left-to-aws"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
