# fail: aws_subnet.public, aws_subnet.by_nat, aws_subnet.by_egress_only, aws_subnet.by_halves
# fail: aws_subnet.by_the_main_table, aws_subnet.by_transit_gateway, aws_subnet.by_peering, aws_subnet.by_vpn
# fail: aws_subnet.by_prefix_list, aws_subnet.by_carrier, aws_subnet.in_the_egress_vpc
# fail: aws_subnet.by_gateway_of_others, aws_default_subnet.of_aws
# fail: aws_subnet.one_of_several["a"], aws_subnet.one_of_several["b"]
resource "aws_vpc" "this" {
  cidr_block                       = "10.40.0.0/16"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.0.0/24"
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_nat_gateway" "this" {
  subnet_id         = aws_subnet.public.id
  connectivity_type = "public"
  allocation_id     = "eipalloc-11112222"
}

resource "aws_egress_only_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_ec2_carrier_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpn_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_ec2_managed_prefix_list" "partners" {
  name           = "partners"
  address_family = "IPv4"
  max_entries    = 5

  entry {
    cidr = "203.0.113.0/24"
  }
}

locals {
  ways = ["by_nat", "by_egress_only", "by_halves", "by_vpn", "by_prefix_list", "by_carrier", "by_gateway_of_others"]
}

resource "aws_route_table" "way" {
  for_each = toset(local.ways)

  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "by_nat" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.1.0/24"
}

resource "aws_route_table_association" "by_nat" {
  subnet_id      = aws_subnet.by_nat.id
  route_table_id = aws_route_table.way["by_nat"].id
}

resource "aws_route" "by_nat" {
  route_table_id         = aws_route_table.way["by_nat"].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this.id
}

# One association for each subnet there is.
resource "aws_subnet" "one_of_several" {
  for_each = { a = "10.40.20.0/24", b = "10.40.21.0/24" }

  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
}

resource "aws_route_table_association" "one_of_several" {
  for_each = aws_subnet.one_of_several

  subnet_id      = each.value.id
  route_table_id = aws_route_table.way["by_nat"].id
}

resource "aws_subnet" "by_egress_only" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.2.0/24"
}

resource "aws_route_table_association" "by_egress_only" {
  subnet_id      = aws_subnet.by_egress_only.id
  route_table_id = aws_route_table.way["by_egress_only"].id
}

resource "aws_route" "by_egress_only" {
  route_table_id              = aws_route_table.way["by_egress_only"].id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.this.id
}

# Two halves are a default route that no scanner calls one.
resource "aws_subnet" "by_halves" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.3.0/24"
}

resource "aws_route_table_association" "by_halves" {
  subnet_id      = aws_subnet.by_halves.id
  route_table_id = aws_route_table.way["by_halves"].id
}

resource "aws_route" "by_halves" {
  for_each = toset(["0.0.0.0/1", "128.0.0.0/1"])

  route_table_id         = aws_route_table.way["by_halves"].id
  destination_cidr_block = each.value
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_subnet" "by_vpn" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.4.0/24"
}

resource "aws_route_table_association" "by_vpn" {
  subnet_id      = aws_subnet.by_vpn.id
  route_table_id = aws_route_table.way["by_vpn"].id
}

resource "aws_route" "by_vpn" {
  route_table_id         = aws_route_table.way["by_vpn"].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_vpn_gateway.this.id
}

resource "aws_subnet" "by_prefix_list" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.5.0/24"
}

resource "aws_route_table_association" "by_prefix_list" {
  subnet_id      = aws_subnet.by_prefix_list.id
  route_table_id = aws_route_table.way["by_prefix_list"].id
}

resource "aws_route" "by_prefix_list" {
  route_table_id             = aws_route_table.way["by_prefix_list"].id
  destination_prefix_list_id = aws_ec2_managed_prefix_list.partners.id
  gateway_id                 = aws_internet_gateway.this.id
}

resource "aws_subnet" "by_carrier" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.6.0/24"
}

resource "aws_route_table_association" "by_carrier" {
  subnet_id      = aws_subnet.by_carrier.id
  route_table_id = aws_route_table.way["by_carrier"].id
}

resource "aws_route" "by_carrier" {
  route_table_id         = aws_route_table.way["by_carrier"].id
  destination_cidr_block = "198.51.100.0/24"
  carrier_gateway_id     = aws_ec2_carrier_gateway.this.id
}

resource "aws_subnet" "by_gateway_of_others" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.7.0/24"
}

resource "aws_route_table_association" "by_gateway_of_others" {
  subnet_id      = aws_subnet.by_gateway_of_others.id
  route_table_id = aws_route_table.way["by_gateway_of_others"].id
}

resource "aws_route" "by_gateway_of_others" {
  route_table_id         = aws_route_table.way["by_gateway_of_others"].id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = "tgw-11112222333344445"
}

# Nothing is associated with this subnet, so the main route table counts.
resource "aws_vpc" "main" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "by_the_main_table" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.41.0.0/24"
}

resource "aws_route" "main" {
  route_table_id         = aws_vpc.main.main_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

# A transit gateway to a VPC with a way out, and a peering with it.
resource "aws_vpc" "egress" {
  cidr_block = "10.42.0.0/16"
}

resource "aws_internet_gateway" "egress" {
  vpc_id = aws_vpc.egress.id
}

resource "aws_subnet" "in_the_egress_vpc" {
  vpc_id     = aws_vpc.egress.id
  cidr_block = "10.42.0.0/24"
}

resource "aws_default_route_table" "egress" {
  default_route_table_id = aws_vpc.egress.default_route_table_id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.egress.id
  }
}

resource "aws_vpc" "spoke" {
  cidr_block = "10.43.0.0/16"
}

resource "aws_subnet" "by_transit_gateway" {
  vpc_id     = aws_vpc.spoke.id
  cidr_block = "10.43.0.0/24"
}

resource "aws_ec2_transit_gateway" "this" {}

resource "aws_ec2_transit_gateway_vpc_attachment" "spoke" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  vpc_id             = aws_vpc.spoke.id
  subnet_ids         = [aws_subnet.by_transit_gateway.id]
}

resource "aws_ec2_transit_gateway_vpc_attachment" "egress" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  vpc_id             = aws_vpc.egress.id
  subnet_ids         = [aws_subnet.in_the_egress_vpc.id]
}

resource "aws_ec2_transit_gateway_route" "out" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway.this.association_default_route_table_id
}

resource "aws_route_table" "spoke" {
  vpc_id = aws_vpc.spoke.id

  route {
    cidr_block         = "0.0.0.0/0"
    transit_gateway_id = aws_ec2_transit_gateway.this.id
  }
}

resource "aws_main_route_table_association" "spoke" {
  vpc_id         = aws_vpc.spoke.id
  route_table_id = aws_route_table.spoke.id
}

resource "aws_vpc_peering_connection" "egress" {
  vpc_id      = aws_vpc.this.id
  peer_vpc_id = aws_vpc.egress.id
}

resource "aws_subnet" "by_peering" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.8.0/24"
}

resource "aws_route_table" "by_peering" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block = "10.0.0.0/8"
    gateway_id = aws_vpn_gateway.this.id
  }

  route {
    cidr_block                = "0.0.0.0/0"
    vpc_peering_connection_id = aws_vpc_peering_connection.egress.id
  }
}

resource "aws_route_table_association" "by_peering" {
  subnet_id      = aws_subnet.by_peering.id
  route_table_id = aws_route_table.by_peering.id
}

# In the VPC that AWS makes for every account, the main route table leads out.
resource "aws_default_subnet" "of_aws" {
  availability_zone = "eu-west-2a"
}
