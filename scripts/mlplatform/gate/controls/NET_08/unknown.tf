# undecided: aws_sagemaker_user_profile.range_later, aws_sagemaker_user_profile.group_of_others
# undecided: aws_sagemaker_user_profile.kernel_later
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

resource "terraform_data" "later" {
  input = "10.40.0.0/16"
}

resource "terraform_data" "group" {
  input = "sg-11112222"
}

resource "aws_security_group" "range_later" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_egress_rule" "range_later" {
  security_group_id = aws_security_group.range_later.id
  cidr_ipv4         = terraform_data.later.output
  ip_protocol       = "tcp"
  from_port         = 2049
  to_port           = 2049
}

resource "aws_security_group_rule" "range_later" {
  for_each = toset(["ingress", "egress"])

  type              = each.key
  security_group_id = aws_security_group.range_later.id
  self              = true
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
}

resource "aws_sagemaker_user_profile" "range_later" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "range_later"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/range_later"
    security_groups = [aws_security_group.range_later.id]
  }
}

resource "aws_sagemaker_user_profile" "group_of_others" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "group-of-others"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/group-of-others"
    security_groups = ["sg-11112222"]
  }
}

resource "aws_security_group" "kernel_later" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    self        = true
    cidr_blocks = ["10.40.0.0/16"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "kernel_later" {
  security_group_id            = terraform_data.group.output
  referenced_security_group_id = aws_security_group.kernel_later.id
  ip_protocol                  = "-1"
}

resource "aws_sagemaker_user_profile" "kernel_later" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "kernel_later"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/kernel_later"
    security_groups = [aws_security_group.kernel_later.id]
  }
}
