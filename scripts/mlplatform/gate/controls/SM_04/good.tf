# pass: aws_sagemaker_domain.named
resource "aws_sagemaker_domain" "named" {
  domain_name = "named"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  domain_settings {
    execution_role_identity_config = "USER_PROFILE_NAME"
  }
}
