# pass: aws_subnet.workloads["a"], aws_subnet.workloads["b"], aws_subnet.on_the_main_table, aws_subnet.to_the_bank
# pass: aws_subnet.behind_a_private_nat, aws_subnet.inspected
locals {
  subnets = { a = "10.40.0.0/24", b = "10.40.1.0/24" }
}

resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_default_route_table" "empty" {
  default_route_table_id = aws_vpc.this.default_route_table_id
  route                  = []
}

resource "aws_subnet" "workloads" {
  for_each = local.subnets

  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "workloads" {
  for_each = local.subnets

  subnet_id      = aws_subnet.workloads[each.key].id
  route_table_id = aws_route_table.private.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.this.id
  service_name    = "com.amazonaws.eu-west-2.s3"
  route_table_ids = [aws_route_table.private.id]
}

resource "aws_subnet" "on_the_main_table" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.2.0/24"
}

# Routes to the bank's own ranges, by a transit gateway that others run.
resource "aws_subnet" "to_the_bank" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.3.0/24"
}

resource "aws_route_table" "to_the_bank" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block         = "10.0.0.0/8"
    transit_gateway_id = "tgw-11112222333344445"
  }

  route {
    cidr_block         = "172.16.0.0/12"
    transit_gateway_id = "tgw-11112222333344445"
  }
}

resource "aws_route_table_association" "to_the_bank" {
  subnet_id      = aws_subnet.to_the_bank.id
  route_table_id = aws_route_table.to_the_bank.id
}

# A private NAT gateway hides overlapping ranges from the rest of the bank; what it hands on goes no further.
resource "aws_nat_gateway" "private" {
  connectivity_type = "private"
  subnet_id         = aws_subnet.to_the_bank.id
}

resource "aws_subnet" "behind_a_private_nat" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.4.0/24"
}

resource "aws_route_table" "behind_a_private_nat" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route" "behind_a_private_nat" {
  route_table_id         = aws_route_table.behind_a_private_nat.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.private.id
}

resource "aws_route_table_association" "behind_a_private_nat" {
  subnet_id      = aws_subnet.behind_a_private_nat.id
  route_table_id = aws_route_table.behind_a_private_nat.id
}

# Everything goes to a transit gateway, whose table drops what is not the bank's.
resource "aws_ec2_transit_gateway" "this" {
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
}

resource "aws_ec2_transit_gateway_route_table" "spokes" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  vpc_id             = aws_vpc.this.id
  subnet_ids         = [aws_subnet.inspected.id]
}

resource "aws_ec2_transit_gateway_route_table_association" "this" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}

resource "aws_ec2_transit_gateway_route" "dropped" {
  destination_cidr_block         = "0.0.0.0/0"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}

resource "aws_subnet" "inspected" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.5.0/24"
}

resource "aws_route_table" "inspected" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block         = "0.0.0.0/0"
    transit_gateway_id = aws_ec2_transit_gateway.this.id
  }
}

resource "aws_route_table_association" "inspected" {
  subnet_id      = aws_subnet.inspected.id
  route_table_id = aws_route_table.inspected.id
}
