# No gateway, NAT, peering or attachment stands in this module: the only ways out are the endpoints.
resource "aws_vpc" "this" {
  cidr_block           = var.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true # private DNS of the endpoints needs it

  tags = { Name = local._name }
}

resource "aws_subnet" "private" {
  for_each = var.subnets

  vpc_id                          = aws_vpc.this.id
  availability_zone               = each.key
  cidr_block                      = each.value
  map_public_ip_on_launch         = false # NET-03
  assign_ipv6_address_on_creation = false

  tags = { Name = "${local._name}-private-${each.key}" }
}

# One table for all zones: it holds the local route, and what the S3 endpoint adds. NET-01.
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${local._name}-private" }
}

resource "aws_route_table_association" "private" {
  for_each = var.subnets

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private.id
}

# What every VPC is born with lets things through; emptied, nobody falls back on it by leaving something out. NET-04.
resource "aws_default_route_table" "this" {
  default_route_table_id = aws_vpc.this.default_route_table_id
  route                  = [] # NET-01, NET-04

  tags = { Name = "${local._name}-default-empty" }
}

resource "aws_default_security_group" "this" { # NET-04
  vpc_id = aws_vpc.this.id

  tags = { Name = "${local._name}-default-empty" }
}

resource "aws_default_network_acl" "this" { # NET-04
  default_network_acl_id = aws_vpc.this.default_network_acl_id

  tags = { Name = "${local._name}-default-empty" }
}

# For the account and region: an internet gateway that anyone adds later carries nothing, in or out.
resource "aws_vpc_block_public_access_options" "this" {
  internet_gateway_block_mode = "block-bidirectional" # NET-02
}
