# undecided: aws_vpc_security_group_egress_rule.range_later, aws_vpc_security_group_egress_rule.list_of_others
# undecided: aws_security_group.inline_later, aws_vpc_security_group_egress_rule.group_later
# undecided: aws_security_group_rule.in_or_out
# pass: aws_security_group.jobs
resource "terraform_data" "later" {
  input = "10.0.0.0/8"
}

resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_security_group" "jobs" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_egress_rule" "range_later" {
  security_group_id = aws_security_group.jobs.id
  cidr_ipv4         = terraform_data.later.output
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "list_of_others" {
  security_group_id = aws_security_group.jobs.id
  prefix_list_id    = "pl-11112222"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "group_later" {
  security_group_id            = aws_security_group.jobs.id
  referenced_security_group_id = terraform_data.later.output
  ip_protocol                  = "-1"
}

resource "aws_security_group" "inline_later" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = [terraform_data.later.output]
  }
}

resource "aws_security_group_rule" "in_or_out" {
  type              = terraform_data.later.output
  security_group_id = aws_security_group.jobs.id
  cidr_blocks       = ["0.0.0.0/0"]
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
}
