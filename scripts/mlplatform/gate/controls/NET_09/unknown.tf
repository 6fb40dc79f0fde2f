# undecided: aws_sagemaker_domain.vpc_of_others, aws_sagemaker_domain.vpc_later, aws_sagemaker_domain.service_later
resource "terraform_data" "later" {
  input = "vpc-11112222"
}

resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_vpc_endpoint" "service_later" {
  vpc_id            = aws_vpc.this.id
  service_name      = terraform_data.later.output
  vpc_endpoint_type = "Interface"
}

resource "aws_sagemaker_domain" "vpc_of_others" {
  domain_name             = "vpc-of-others"
  auth_mode               = "SSO"
  vpc_id                  = "vpc-11112222"
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "vpc_later" {
  domain_name             = "vpc-later"
  auth_mode               = "SSO"
  vpc_id                  = terraform_data.later.output
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "service_later" {
  domain_name             = "service-later"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.this.id
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
