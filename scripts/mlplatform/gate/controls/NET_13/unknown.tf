# undecided: aws_vpc_endpoint.private_dns_later, aws_vpc_endpoint.subnets_of_others, aws_vpc_endpoint.zone_later
resource "terraform_data" "later" {
  input = true
}

resource "aws_vpc" "this" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each = { eu-west-2a = "10.40.0.0/24", eu-west-2b = "10.40.1.0/24" }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_vpc_endpoint" "private_dns_later" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = terraform_data.later.output
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
}

resource "aws_vpc_endpoint" "subnets_of_others" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-west-2.logs"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ["subnet-11112222", "subnet-33334444"]
}

resource "aws_vpc" "zones" {
  cidr_block           = "10.41.0.0/16"
  enable_dns_hostnames = true
}

# AWS chooses the zone.
resource "aws_subnet" "zone_later" {
  vpc_id     = aws_vpc.zones.id
  cidr_block = "10.41.0.0/24"
}

resource "aws_vpc_endpoint" "zone_later" {
  vpc_id              = aws_vpc.zones.id
  service_name        = "com.amazonaws.eu-west-2.logs"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.zone_later.id]
}
