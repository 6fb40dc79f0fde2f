# undecided: aws_sagemaker_domain.later, aws_sagemaker_user_profile.later, aws_sagemaker_user_profile.group_of_others
# undecided: aws_sagemaker_user_profile.peer_later
resource "terraform_data" "later" {
  input = "sg-11112222"
}

resource "aws_sagemaker_domain" "later" {
  domain_name             = "later"
  auth_mode               = "SSO"
  vpc_id                  = "vpc-11112222"
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/studio"
    security_groups = [terraform_data.later.output]
  }
}

resource "aws_sagemaker_user_profile" "later" {
  domain_id         = aws_sagemaker_domain.later.id
  user_profile_name = "later"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/later"
    security_groups = [terraform_data.later.output]
  }
}

resource "aws_sagemaker_user_profile" "group_of_others" {
  domain_id         = aws_sagemaker_domain.later.id
  user_profile_name = "group-of-others"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/group-of-others"
    security_groups = ["sg-11112222"]
  }
}

resource "aws_security_group" "own" {
  vpc_id = "vpc-11112222"
}

resource "aws_vpc_security_group_ingress_rule" "peer_later" {
  security_group_id            = aws_security_group.own.id
  referenced_security_group_id = terraform_data.later.output
  ip_protocol                  = "-1"
}

resource "aws_sagemaker_user_profile" "peer_later" {
  domain_id         = aws_sagemaker_domain.later.id
  user_profile_name = "peer-later"

  user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/peer-later"
    security_groups = [aws_security_group.own.id]
  }
}
