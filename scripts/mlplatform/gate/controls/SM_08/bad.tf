# fail: aws_sagemaker_domain.left_to_aws, aws_sagemaker_domain.deploys, aws_sagemaker_domain.may_deploy, aws_sagemaker_domain.generates, aws_sagemaker_domain.registers_elsewhere, aws_sagemaker_domain.signs_in, aws_sagemaker_user_profile.deploys
resource "aws_sagemaker_domain" "left_to_aws" {
  domain_name = "left-to-aws"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "deploys" {
  domain_name = "deploys"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    canvas_app_settings {
      direct_deploy_settings {
        status = "ENABLED"
      }
    }
  }
}

resource "aws_sagemaker_domain" "may_deploy" {
  domain_name = "may-deploy"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    canvas_app_settings {
      kendra_settings {
        status = "DISABLED"
      }
    }
  }
}

resource "aws_sagemaker_domain" "generates" {
  domain_name = "generates"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    canvas_app_settings {
      direct_deploy_settings {
        status = "DISABLED"
      }
      generative_ai_settings {
        amazon_bedrock_role_arn = "arn:aws:iam::111122223333:role/bedrock"
      }
    }
  }
}

resource "aws_sagemaker_domain" "registers_elsewhere" {
  domain_name = "registers-elsewhere"
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
        status                                = "ENABLED"
        cross_account_model_register_role_arn = "arn:aws:iam::999999999999:role/register"
      }
    }
  }
}

resource "aws_sagemaker_domain" "signs_in" {
  domain_name = "signs-in"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    canvas_app_settings {
      direct_deploy_settings {
        status = "DISABLED"
      }
      identity_provider_oauth_settings {
        data_source_name = "Snowflake"
        secret_arn       = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:snowflake-AbCdEf"
      }
    }
  }
}

resource "aws_sagemaker_user_profile" "deploys" {
  domain_id         = "d-exampledomain"
  user_profile_name = "deploys"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-deploys"

    canvas_app_settings {
      direct_deploy_settings {
        status = "ENABLED"
      }
    }
  }
}
