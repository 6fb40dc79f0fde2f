# fail: aws_security_group.to_everywhere, aws_security_group.default_of_many_modules, aws_default_security_group.this
# fail: aws_vpc_security_group_egress_rule.https_to_everywhere, aws_vpc_security_group_egress_rule.half["0.0.0.0/1"]
# fail: aws_vpc_security_group_egress_rule.half["128.0.0.0/1"], aws_vpc_security_group_egress_rule.ipv6
# fail: aws_vpc_security_group_egress_rule.public_list, aws_security_group_rule.older
# fail: aws_vpc_security_group_egress_rule.group_of_another_account
# pass: aws_security_group.jobs
resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_security_group" "to_everywhere" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "default_of_many_modules" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol         = "tcp"
    from_port        = 443
    to_port          = 443
    cidr_blocks      = ["10.40.0.0/16"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "jobs" {
  vpc_id = aws_vpc.this.id
}

# CKV_AWS_382 looks at all protocols alone.
resource "aws_vpc_security_group_egress_rule" "https_to_everywhere" {
  security_group_id = aws_security_group.jobs.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "half" {
  for_each = toset(["0.0.0.0/1", "128.0.0.0/1"])

  security_group_id = aws_security_group.jobs.id
  cidr_ipv4         = each.value
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "ipv6" {
  security_group_id = aws_security_group.jobs.id
  cidr_ipv6         = "2000::/3"
  ip_protocol       = "-1"
}

resource "aws_ec2_managed_prefix_list" "partners" {
  name           = "partners"
  address_family = "IPv4"
  max_entries    = 5
}

resource "aws_ec2_managed_prefix_list_entry" "partner" {
  prefix_list_id = aws_ec2_managed_prefix_list.partners.id
  cidr           = "203.0.113.7/32"
}

resource "aws_vpc_security_group_egress_rule" "public_list" {
  security_group_id = aws_security_group.jobs.id
  prefix_list_id    = aws_ec2_managed_prefix_list.partners.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group_rule" "older" {
  type              = "egress"
  security_group_id = aws_security_group.jobs.id
  cidr_blocks       = ["10.0.0.0/8", "8.8.8.8/32"]
  protocol          = "udp"
  from_port         = 53
  to_port           = 53
}

resource "aws_vpc_security_group_egress_rule" "group_of_another_account" {
  security_group_id            = aws_security_group.jobs.id
  referenced_security_group_id = "999999999999/sg-11112222"
  ip_protocol                  = "-1"
}
