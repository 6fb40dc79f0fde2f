# pass: aws_security_group.endpoints, aws_security_group.jobs, aws_security_group.inline, aws_default_security_group.this
# pass: aws_vpc_security_group_ingress_rule.from_jobs, aws_vpc_security_group_ingress_rule.from_subnets
# pass: aws_vpc_security_group_ingress_rule.second_range, aws_security_group_rule.among_jobs
# pass: aws_vpc_security_group_ingress_rule.group_of_the_bank
resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_vpc_ipv4_cidr_block_association" "second" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.41.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.0.0/24"
}

resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
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

resource "aws_vpc_security_group_ingress_rule" "from_jobs" {
  security_group_id            = aws_security_group.endpoints.id
  referenced_security_group_id = aws_security_group.jobs.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "from_subnets" {
  security_group_id = aws_security_group.endpoints.id
  cidr_ipv4         = "10.40.0.0/24"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "second_range" {
  security_group_id = aws_security_group.jobs.id
  cidr_ipv4         = "10.41.3.0/24"
  ip_protocol       = "tcp"
  from_port         = 8080
  to_port           = 8080
}

resource "aws_security_group_rule" "among_jobs" {
  type              = "ingress"
  security_group_id = aws_security_group.jobs.id
  self              = true
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
}

resource "aws_security_group" "inline" {
  vpc_id = aws_vpc.this.id

  ingress {
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [aws_security_group.jobs.id]
  }
}

# A group that the bank approves in the settings.
resource "aws_vpc_security_group_ingress_rule" "group_of_the_bank" {
  security_group_id            = aws_security_group.jobs.id
  referenced_security_group_id = "444455556666/sg-33334444"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
