# pass: aws_security_group.silent, aws_security_group.jobs, aws_security_group.inline, aws_default_security_group.this
# pass: aws_vpc_security_group_egress_rule.to_endpoints, aws_vpc_security_group_egress_rule.to_s3
# pass: aws_vpc_security_group_egress_rule.to_files, aws_security_group_rule.older, aws_security_group_rule.list
resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.this.id
  service_name = "com.amazonaws.eu-west-2.s3"
}

# A group without rules lets nothing out: the provider takes away the rule that AWS gives it.
resource "aws_security_group" "silent" {
  vpc_id = aws_vpc.this.id
}

resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "jobs" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_egress_rule" "to_endpoints" {
  security_group_id            = aws_security_group.jobs.id
  referenced_security_group_id = aws_security_group.silent.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "to_s3" {
  security_group_id = aws_security_group.jobs.id
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "to_files" {
  security_group_id = aws_security_group.jobs.id
  cidr_ipv4         = "10.40.0.0/24"
  ip_protocol       = "tcp"
  from_port         = 2049
  to_port           = 2049
}

resource "aws_security_group_rule" "older" {
  type                     = "egress"
  security_group_id        = aws_security_group.jobs.id
  source_security_group_id = aws_security_group.silent.id
  protocol                 = "-1"
  from_port                = 0
  to_port                  = 0
}

resource "aws_ec2_managed_prefix_list" "databases" {
  name           = "databases"
  address_family = "IPv4"
  max_entries    = 5

  entry {
    cidr = "10.200.0.0/24"
  }
}

resource "aws_security_group_rule" "list" {
  type              = "egress"
  security_group_id = aws_security_group.jobs.id
  prefix_list_ids   = [aws_ec2_managed_prefix_list.databases.id]
  protocol          = "tcp"
  from_port         = 1521
  to_port           = 1521
}

resource "aws_security_group" "inline" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.40.0.0/16"]
  }

  egress {
    protocol  = "-1"
    from_port = 0
    to_port   = 0
    self      = true
  }
}
