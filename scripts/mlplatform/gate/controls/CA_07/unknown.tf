# undecided: aws_vpc.service_later, aws_vpc.private_dns_later
resource "terraform_data" "later" {
  input = "com.amazonaws.eu-west-2.codeartifact.repositories"
}

resource "aws_vpc" "service_later" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_vpc_endpoint" "api" {
  vpc_id              = aws_vpc.service_later.id
  service_name        = "com.amazonaws.eu-west-2.codeartifact.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "service_later" {
  vpc_id              = aws_vpc.service_later.id
  service_name        = terraform_data.later.output
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
}

resource "aws_vpc" "private_dns_later" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_vpc_endpoint" "private_dns_later" {
  for_each = toset(["api", "repositories"])

  vpc_id              = aws_vpc.private_dns_later.id
  service_name        = "com.amazonaws.eu-west-2.codeartifact.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = terraform_data.later.output == "yes"
}
