# pass: aws_sagemaker_domain.private
resource "aws_sagemaker_domain" "private" {
  domain_name             = "private"
  auth_mode               = "SSO"
  vpc_id                  = "vpc-11112222"
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
