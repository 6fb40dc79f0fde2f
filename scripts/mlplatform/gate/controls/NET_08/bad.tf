# fail: aws_sagemaker_user_profile.without_home, aws_sagemaker_user_profile.home_in_one_subnet
# fail: aws_sagemaker_user_profile.without_kernel, aws_sagemaker_user_profile.too_few_ports
# fail: aws_sagemaker_user_profile.without_group
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

resource "aws_security_group" "without_home" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol  = "tcp"
    from_port = 8192
    to_port   = 65535
    self      = true
  }

  ingress {
    protocol  = "tcp"
    from_port = 8192
    to_port   = 65535
    self      = true
  }
}

resource "aws_sagemaker_user_profile" "without_home" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "without_home"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/without_home"
    security_groups = [aws_security_group.without_home.id]
  }
}

resource "aws_security_group" "home_in_one_subnet" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol    = "tcp"
    from_port   = 2049
    to_port     = 2049
    cidr_blocks = ["10.40.0.0/24"]
  }

  egress {
    protocol  = "tcp"
    from_port = 8192
    to_port   = 65535
    self      = true
  }

  ingress {
    protocol  = "tcp"
    from_port = 8192
    to_port   = 65535
    self      = true
  }
}

resource "aws_sagemaker_user_profile" "home_in_one_subnet" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "home_in_one_subnet"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/home_in_one_subnet"
    security_groups = [aws_security_group.home_in_one_subnet.id]
  }
}

resource "aws_security_group" "without_kernel" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol    = "tcp"
    from_port   = 2049
    to_port     = 2049
    cidr_blocks = ["10.40.0.0/16"]
  }

  egress {
    protocol  = "tcp"
    from_port = 8192
    to_port   = 65535
    self      = true
  }
}

resource "aws_sagemaker_user_profile" "without_kernel" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "without_kernel"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/without_kernel"
    security_groups = [aws_security_group.without_kernel.id]
  }
}

resource "aws_security_group" "too_few_ports" {
  vpc_id = aws_vpc.this.id

  egress {
    protocol    = "tcp"
    from_port   = 2049
    to_port     = 2049
    cidr_blocks = ["10.40.0.0/16"]
  }

  egress {
    protocol  = "tcp"
    from_port = 8192
    to_port   = 65535
    self      = true
  }

  ingress {
    protocol  = "tcp"
    from_port = 8192
    to_port   = 60000
    self      = true
  }
}

resource "aws_sagemaker_user_profile" "too_few_ports" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "too_few_ports"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/too_few_ports"
    security_groups = [aws_security_group.too_few_ports.id]
  }
}

resource "aws_sagemaker_user_profile" "without_group" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "without-group"
}
