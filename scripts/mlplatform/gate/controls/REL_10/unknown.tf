# undecided: aws_sagemaker_domain.elsewhere, aws_vpc_endpoint.later
resource "terraform_data" "later" {
  input = "eu-west-2a"
}

# Two subnets that are in no plan given: their zones may be one.
resource "aws_sagemaker_domain" "elsewhere" {
  domain_name = "elsewhere"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222", "subnet-33334444"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_subnet" "later" {
  count = 2

  vpc_id            = "vpc-11112222"
  cidr_block        = "10.0.${count.index}.0/24"
  availability_zone = terraform_data.later.output
}

resource "aws_vpc_endpoint" "later" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type = "Interface"
  subnet_ids        = aws_subnet.later[*].id
}
