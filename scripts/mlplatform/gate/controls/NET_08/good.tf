# pass: aws_sagemaker_user_profile.by_rules, aws_sagemaker_user_profile.by_blocks
resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_subnet" "this" {
  for_each = { a = "10.40.0.0/24", b = "10.40.1.0/24" }

  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
}

resource "aws_security_group" "none" {
  vpc_id = aws_vpc.this.id
}

resource "aws_sagemaker_domain" "this" {
  domain_name             = "this"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.this.id
  subnet_ids              = [for subnet in aws_subnet.this : subnet.id]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/nobody"
    security_groups = [aws_security_group.none.id]
  }
}

resource "aws_security_group" "by_rules" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_egress_rule" "files" {
  for_each = toset(["10.40.0.0/24", "10.40.1.0/24"])

  security_group_id = aws_security_group.by_rules.id
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 2049
  to_port           = 2049
}

resource "aws_vpc_security_group_egress_rule" "own_apps" {
  security_group_id            = aws_security_group.by_rules.id
  referenced_security_group_id = aws_security_group.by_rules.id
  ip_protocol                  = "tcp"
  from_port                    = 8192
  to_port                      = 65535
}

# Two ranges of ports that together are all of them.
resource "aws_vpc_security_group_ingress_rule" "own_apps" {
  for_each = { low = [8192, 32767], high = [32768, 65535] }

  security_group_id            = aws_security_group.by_rules.id
  referenced_security_group_id = aws_security_group.by_rules.id
  ip_protocol                  = "tcp"
  from_port                    = each.value[0]
  to_port                      = each.value[1]
}

resource "aws_sagemaker_user_profile" "by_rules" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "by_rules"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/by_rules"
    security_groups = [aws_security_group.by_rules.id]
  }
}

resource "aws_security_group" "by_blocks" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol    = "tcp"
    from_port   = 2049
    to_port     = 2049
    cidr_blocks = ["10.40.0.0/16"]
  }

  egress {
    protocol  = "-1"
    from_port = 0
    to_port   = 0
    self      = true
  }

  ingress {
    protocol  = "tcp"
    from_port = 0
    to_port   = 65535
    self      = true
  }
}

resource "aws_sagemaker_user_profile" "by_blocks" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "by_blocks"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/by_blocks"
    security_groups = [aws_security_group.by_blocks.id]
  }
}
