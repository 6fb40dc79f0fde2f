# fail: aws_security_group.open_to_world, aws_vpc_security_group_ingress_rule.ipv6_of_all
# fail: aws_vpc_security_group_ingress_rule.another_network, aws_security_group_rule.high_port
# fail: aws_vpc_security_group_ingress_rule.all_ports_of_endpoints, aws_vpc_security_group_ingress_rule.list_of_partners
# fail: aws_vpc_security_group_ingress_rule.group_of_another_account, aws_vpc_security_group_ingress_rule.group_of_another_vpc
# pass: aws_security_group.jobs, aws_security_group.endpoints, aws_security_group.elsewhere
resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.0.0/24"
}

resource "aws_security_group" "open_to_world" {
  vpc_id = aws_vpc.this.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "jobs" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "ipv6_of_all" {
  security_group_id = aws_security_group.jobs.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "-1"
}

# Private, yet not of this VPC.
resource "aws_vpc_security_group_ingress_rule" "another_network" {
  security_group_id = aws_security_group.jobs.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "tcp"
  from_port         = 8888
  to_port           = 8888
}

# Scanners look at ports 22, 80 and 3389.
resource "aws_security_group_rule" "high_port" {
  type              = "ingress"
  security_group_id = aws_security_group.jobs.id
  cidr_blocks       = ["0.0.0.0/0"]
  protocol          = "tcp"
  from_port         = 8192
  to_port           = 65535
}

resource "aws_ec2_managed_prefix_list" "partners" {
  name           = "partners"
  address_family = "IPv4"
  max_entries    = 5

  entry {
    cidr = "203.0.113.0/24"
  }
}

resource "aws_vpc_security_group_ingress_rule" "list_of_partners" {
  security_group_id = aws_security_group.jobs.id
  prefix_list_id    = aws_ec2_managed_prefix_list.partners.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group" "endpoints" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_endpoint" "kms" {
  vpc_id             = aws_vpc.this.id
  service_name       = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type  = "Interface"
  subnet_ids         = [aws_subnet.this.id]
  security_group_ids = [aws_security_group.endpoints.id]
}

resource "aws_vpc_security_group_ingress_rule" "all_ports_of_endpoints" {
  security_group_id            = aws_security_group.endpoints.id
  referenced_security_group_id = aws_security_group.jobs.id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "group_of_another_account" {
  security_group_id            = aws_security_group.jobs.id
  referenced_security_group_id = "999999999999/sg-11112222"
  ip_protocol                  = "-1"
}

resource "aws_vpc" "peer" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_security_group" "elsewhere" {
  vpc_id = aws_vpc.peer.id
}

resource "aws_vpc_security_group_ingress_rule" "group_of_another_vpc" {
  security_group_id            = aws_security_group.jobs.id
  referenced_security_group_id = aws_security_group.elsewhere.id
  ip_protocol                  = "-1"
}
