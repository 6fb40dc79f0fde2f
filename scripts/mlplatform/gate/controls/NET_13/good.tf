# pass: aws_vpc_endpoint.kms, aws_vpc_endpoint.beside, aws_vpc_endpoint.of_the_bank
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

resource "aws_vpc_endpoint" "kms" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
}

resource "aws_vpc_endpoint" "beside" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-2.logs"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint_private_dns" "beside" {
  vpc_endpoint_id     = aws_vpc_endpoint.beside.id
  private_dns_enabled = true
}

resource "aws_vpc_endpoint_subnet_association" "beside" {
  for_each = aws_subnet.this

  vpc_endpoint_id = aws_vpc_endpoint.beside.id
  subnet_id       = each.value.id
}

# A service of another account has no name of AWS's to answer to.
resource "aws_vpc_endpoint" "of_the_bank" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.vpce.eu-west-2.vpce-svc-11112222333344445"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [for subnet in aws_subnet.this : subnet.id]
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.this.id
  service_name = "com.amazonaws.eu-west-2.s3"
}
