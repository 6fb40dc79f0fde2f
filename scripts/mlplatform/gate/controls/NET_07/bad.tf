# fail: aws_sagemaker_domain.admits_itself, aws_sagemaker_domain.admits_its_subnets, aws_sagemaker_domain.without_group
# fail: aws_sagemaker_user_profile.sharing["u1"], aws_sagemaker_user_profile.sharing["u2"]
# fail: aws_sagemaker_user_profile.of_the_domain, aws_sagemaker_user_profile.without_settings
# fail: aws_sagemaker_user_profile.visited
# pass: aws_sagemaker_user_profile.visitor
resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_security_group" "everybody" {
  vpc_id = aws_vpc.this.id

  ingress {
    protocol  = "tcp"
    from_port = 8192
    to_port   = 65535
    self      = true
  }
}

resource "aws_security_group" "subnets" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "subnets" {
  security_group_id = aws_security_group.subnets.id
  cidr_ipv4         = "10.40.0.0/16"
  ip_protocol       = "-1"
}

resource "aws_sagemaker_domain" "admits_itself" {
  domain_name             = "admits-itself"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.this.id
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/studio"
    security_groups = [aws_security_group.everybody.id]
  }
}

resource "aws_sagemaker_domain" "admits_its_subnets" {
  domain_name             = "admits-its-subnets"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.this.id
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/studio"
    security_groups = [aws_security_group.subnets.id]
  }
}

resource "aws_sagemaker_domain" "without_group" {
  domain_name             = "without-group"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.this.id
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_security_group" "shared" {
  vpc_id = aws_vpc.this.id
}

resource "aws_sagemaker_user_profile" "sharing" {
  for_each = toset(["u1", "u2"])

  domain_id         = aws_sagemaker_domain.admits_itself.id
  user_profile_name = each.key

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/${each.key}"
    security_groups = [aws_security_group.shared.id]
  }
}

resource "aws_sagemaker_user_profile" "of_the_domain" {
  domain_id         = aws_sagemaker_domain.admits_itself.id
  user_profile_name = "of-the-domain"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_user_profile" "without_settings" {
  domain_id         = aws_sagemaker_domain.admits_itself.id
  user_profile_name = "without-settings"
}

# A group of one's own that lets a neighbour in.
resource "aws_security_group" "visitor" {
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "visited" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "visit" {
  security_group_id            = aws_security_group.visited.id
  referenced_security_group_id = aws_security_group.visitor.id
  ip_protocol                  = "-1"
}

resource "aws_sagemaker_user_profile" "visitor" {
  domain_id         = aws_sagemaker_domain.admits_itself.id
  user_profile_name = "visitor"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/visitor"
    security_groups = [aws_security_group.visitor.id]
  }
}

resource "aws_sagemaker_user_profile" "visited" {
  domain_id         = aws_sagemaker_domain.admits_itself.id
  user_profile_name = "visited"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/visited"
    security_groups = [aws_security_group.visited.id]
  }
}
