# pass: aws_sagemaker_domain.this, aws_sagemaker_user_profile.person["u1"], aws_sagemaker_user_profile.person["u2"]
locals {
  people = toset(["u1", "u2"])
}

resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_security_group" "none" {
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "person" {
  for_each = local.people

  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "own_apps" {
  for_each = local.people

  security_group_id            = aws_security_group.person[each.key].id
  referenced_security_group_id = aws_security_group.person[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = 8192
  to_port                      = 65535
}

resource "aws_sagemaker_domain" "this" {
  domain_name             = "this"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.this.id
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/nobody"
    security_groups = [aws_security_group.none.id]
  }

  default_space_settings {
    execution_role  = "arn:aws:iam::111122223333:role/nobody"
    security_groups = [aws_security_group.none.id]
  }
}

resource "aws_sagemaker_user_profile" "person" {
  for_each = local.people

  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = each.key

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/${each.key}"
    security_groups = [aws_security_group.person[each.key].id]
  }
}
