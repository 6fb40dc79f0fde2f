# fail: aws_vpc_endpoint.without_private_dns, aws_vpc_endpoint.private_dns_left_out, aws_vpc_endpoint.one_zone
# fail: aws_vpc_endpoint.not_where_clients_are, aws_vpc_endpoint.vpc_without_hostnames, aws_vpc_endpoint.turned_off_beside
resource "aws_vpc" "this" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each = { eu-west-2a = "10.40.0.0/24", eu-west-2b = "10.40.1.0/24", eu-west-2c = "10.40.2.0/24" }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_vpc_endpoint" "without_private_dns" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
}

resource "aws_vpc_endpoint" "private_dns_left_out" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-2.sts"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [for subnet in aws_subnet.this : subnet.id]
}

resource "aws_vpc_endpoint" "turned_off_beside" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-2.ssm"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [for subnet in aws_subnet.this : subnet.id]
}

resource "aws_vpc_endpoint_private_dns" "off" {
  vpc_endpoint_id     = aws_vpc_endpoint.turned_off_beside.id
  private_dns_enabled = false
}

resource "aws_vpc_endpoint" "one_zone" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-west-2.logs"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.this["eu-west-2a"].id]
}

resource "aws_vpc_endpoint" "not_where_clients_are" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-west-2.glue"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.this["eu-west-2a"].id, aws_subnet.this["eu-west-2b"].id]
}

resource "aws_vpc" "without_hostnames" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_subnet" "without_hostnames" {
  for_each = { eu-west-2a = "10.41.0.0/24", eu-west-2b = "10.41.1.0/24" }

  vpc_id            = aws_vpc.without_hostnames.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_vpc_endpoint" "vpc_without_hostnames" {
  vpc_id              = aws_vpc.without_hostnames.id
  service_name        = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.without_hostnames : subnet.id]
}
