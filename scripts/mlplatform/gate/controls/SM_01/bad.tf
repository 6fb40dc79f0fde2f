# fail: aws_sagemaker_domain.public, aws_sagemaker_domain.left_to_aws
resource "aws_sagemaker_domain" "public" {
  domain_name             = "public"
  auth_mode               = "SSO"
  vpc_id                  = "vpc-11112222"
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "PublicInternetOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
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
