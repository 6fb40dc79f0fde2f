# pass: aws_sagemaker_domain.tame, aws_sagemaker_domain.registers_at_home, aws_sagemaker_user_profile.tame
resource "aws_sagemaker_domain" "tame" {
  domain_name = "tame"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    canvas_app_settings {
      direct_deploy_settings {
        status = "DISABLED"
      }
    }
  }
}

resource "aws_sagemaker_domain" "registers_at_home" {
  domain_name = "registers-at-home"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    canvas_app_settings {
      direct_deploy_settings {
        status = "DISABLED"
      }
      model_register_settings {
        status = "ENABLED"
      }
      identity_provider_oauth_settings {
        data_source_name = "Snowflake"
        secret_arn       = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:snowflake-AbCdEf"
        status           = "DISABLED"
      }
    }
  }
}

resource "aws_sagemaker_user_profile" "tame" {
  domain_id         = "d-exampledomain"
  user_profile_name = "tame"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-tame"

    canvas_app_settings {
      direct_deploy_settings {
        status = "DISABLED"
      }
    }
  }
}

resource "aws_sagemaker_user_profile" "as_the_domain_says" {
  domain_id         = "d-exampledomain"
  user_profile_name = "as-the-domain-says"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-as-the-domain-says"
  }
}
