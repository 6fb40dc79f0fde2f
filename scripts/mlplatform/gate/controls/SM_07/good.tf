# pass: aws_sagemaker_domain.off, aws_sagemaker_domain.left_to_aws, aws_sagemaker_domain.images_of_ours
resource "aws_sagemaker_domain" "off" {
  domain_name = "off"
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

resource "aws_sagemaker_domain" "left_to_aws" {
  domain_name = "left-to-aws"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "images_of_ours" {
  domain_name = "images-of-ours"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  domain_settings {
    docker_settings {
      enable_docker_access      = "ENABLED"
      vpc_only_trusted_accounts = ["111122223333"]
    }
  }
}
