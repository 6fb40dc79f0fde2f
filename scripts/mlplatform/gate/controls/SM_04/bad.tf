# fail: aws_sagemaker_domain.nameless, aws_sagemaker_domain.left_to_aws, aws_sagemaker_domain.half_said
resource "aws_sagemaker_domain" "nameless" {
  domain_name = "nameless"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  domain_settings {
    execution_role_identity_config = "DISABLED"
  }
}

resource "aws_sagemaker_domain" "left_to_aws" {
  domain_name = "left-to-aws"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "half_said" {
  domain_name = "half-said"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  domain_settings {
    docker_settings {
      enable_docker_access = "DISABLED"
    }
  }
}
