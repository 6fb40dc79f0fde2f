# undecided: aws_vpc_security_group_ingress_rule.range_later, aws_vpc_security_group_ingress_rule.list_of_others
# undecided: aws_vpc_security_group_ingress_rule.port_later, aws_vpc_security_group_ingress_rule.group_of_others
# undecided: aws_security_group_rule.in_or_out
# pass: aws_security_group.jobs, aws_security_group.endpoints
resource "terraform_data" "later" {
  input = "10.40.0.0/24"
}

resource "terraform_data" "port" {
  input = 443
}

resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.0.0/24"
}

resource "aws_security_group" "jobs" {
  vpc_id = aws_vpc.this.id
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

resource "aws_vpc_security_group_ingress_rule" "range_later" {
  security_group_id = aws_security_group.jobs.id
  cidr_ipv4         = terraform_data.later.output
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "list_of_others" {
  security_group_id = aws_security_group.jobs.id
  prefix_list_id    = "pl-11112222"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "port_later" {
  security_group_id            = aws_security_group.endpoints.id
  referenced_security_group_id = aws_security_group.jobs.id
  ip_protocol                  = "tcp"
  from_port                    = terraform_data.port.output
  to_port                      = terraform_data.port.output
}

resource "aws_vpc_security_group_ingress_rule" "group_of_others" {
  security_group_id            = aws_security_group.jobs.id
  referenced_security_group_id = "sg-11112222"
  ip_protocol                  = "-1"
}

resource "aws_security_group_rule" "in_or_out" {
  type              = terraform_data.later.output
  security_group_id = aws_security_group.jobs.id
  cidr_blocks       = ["0.0.0.0/0"]
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
}
