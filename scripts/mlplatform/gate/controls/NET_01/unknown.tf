# undecided: aws_subnet.target_later, aws_subnet.range_later, aws_subnet.table_of_others, aws_subnet.learnt
# undecided: aws_subnet.in_a_vpc_of_others, aws_subnet.default_routes_of_a_list
resource "terraform_data" "later" {
  input = "igw-11112222"
}

resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table" "this" {
  for_each = toset(["target", "range", "learnt", "list"])

  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "target_later" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.0.0/24"
}

resource "aws_route_table_association" "target_later" {
  subnet_id      = aws_subnet.target_later.id
  route_table_id = aws_route_table.this["target"].id
}

resource "aws_route" "target_later" {
  route_table_id         = aws_route_table.this["target"].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = terraform_data.later.output
}

resource "aws_subnet" "range_later" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.1.0/24"
}

resource "aws_route_table_association" "range_later" {
  subnet_id      = aws_subnet.range_later.id
  route_table_id = aws_route_table.this["range"].id
}

resource "aws_route" "range_later" {
  route_table_id         = aws_route_table.this["range"].id
  destination_cidr_block = terraform_data.later.output
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_subnet" "table_of_others" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.2.0/24"
}

resource "aws_route_table_association" "table_of_others" {
  subnet_id      = aws_subnet.table_of_others.id
  route_table_id = "rtb-11112222"
}

resource "aws_vpn_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "learnt" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.3.0/24"
}

resource "aws_route_table_association" "learnt" {
  subnet_id      = aws_subnet.learnt.id
  route_table_id = aws_route_table.this["learnt"].id
}

resource "aws_vpn_gateway_route_propagation" "learnt" {
  route_table_id = aws_route_table.this["learnt"].id
  vpn_gateway_id = aws_vpn_gateway.this.id
}

resource "aws_subnet" "in_a_vpc_of_others" {
  vpc_id     = "vpc-11112222"
  cidr_block = "10.44.0.0/24"
}

resource "aws_subnet" "default_routes_of_a_list" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.4.0/24"
}

resource "aws_route_table_association" "default_routes_of_a_list" {
  subnet_id      = aws_subnet.default_routes_of_a_list.id
  route_table_id = aws_route_table.this["list"].id
}

resource "aws_route" "default_routes_of_a_list" {
  route_table_id             = aws_route_table.this["list"].id
  destination_prefix_list_id = "pl-11112222"
  gateway_id                 = aws_internet_gateway.this.id
}
