# fail: aws_sagemaker_domain.any_image, aws_sagemaker_domain.foreign_images, aws_sagemaker_domain.foreign_images_too
resource "aws_sagemaker_domain" "any_image" {
  domain_name = "any-image"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  domain_settings {
    docker_settings {
      enable_docker_access = "ENABLED"
    }
  }
}

resource "aws_sagemaker_domain" "foreign_images" {
  domain_name = "foreign-images"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  domain_settings {
    docker_settings {
      enable_docker_access      = "ENABLED"
      vpc_only_trusted_accounts = ["999999999999"]
    }
  }
}

resource "aws_sagemaker_domain" "foreign_images_too" {
  domain_name = "foreign-images-too"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  domain_settings {
    docker_settings {
      enable_docker_access      = "ENABLED"
      vpc_only_trusted_accounts = ["111122223333", "999999999999"]
    }
  }
}
