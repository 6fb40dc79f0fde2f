# pass: aws_sagemaker_domain.this
resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_vpc_endpoint" "interface" {
  for_each = {
    api             = "com.amazonaws.eu-west-2.sagemaker.api"
    runtime         = "com.amazonaws.eu-west-2.sagemaker.runtime"
    studio          = "aws.sagemaker.eu-west-2.studio"
    service_catalog = "com.amazonaws.eu-west-2.servicecatalog"
    sts             = "com.amazonaws.eu-west-2.sts"
    logs            = "com.amazonaws.eu-west-2.logs"
  }

  vpc_id            = aws_vpc.this.id
  service_name      = each.value
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.this.id
  service_name = "com.amazonaws.eu-west-2.s3"
}

resource "aws_sagemaker_domain" "this" {
  domain_name             = "this"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.this.id
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
