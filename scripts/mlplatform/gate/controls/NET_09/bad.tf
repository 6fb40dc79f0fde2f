# fail: aws_sagemaker_domain.without_endpoints, aws_sagemaker_domain.endpoints_elsewhere, aws_sagemaker_domain.without_studio
resource "aws_vpc" "without_endpoints" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_vpc" "without_studio" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_vpc" "endpoints_elsewhere" {
  cidr_block = "10.42.0.0/16"
}

locals {
  services = toset(["sagemaker.api", "sagemaker.runtime", "servicecatalog", "sts", "logs", "s3"])
}

# The interface of Studio itself is missing, the one name that does not begin with com.amazonaws.
resource "aws_vpc_endpoint" "without_studio" {
  for_each = local.services

  vpc_id            = aws_vpc.without_studio.id
  service_name      = "com.amazonaws.eu-west-2.${each.key}"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint" "studio_elsewhere" {
  vpc_id            = aws_vpc.endpoints_elsewhere.id
  service_name      = "aws.sagemaker.eu-west-2.studio"
  vpc_endpoint_type = "Interface"
}

resource "aws_sagemaker_domain" "without_endpoints" {
  domain_name             = "without-endpoints"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.without_endpoints.id
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "without_studio" {
  domain_name             = "without-studio"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.without_studio.id
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "endpoints_elsewhere" {
  domain_name             = "endpoints-elsewhere"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.endpoints_elsewhere.id
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
