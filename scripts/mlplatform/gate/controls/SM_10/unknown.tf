# undecided: aws_sagemaker_domain.later, aws_sagemaker_domain.maximum_later
resource "terraform_data" "later" {
  input = "ENABLED"
}

resource "terraform_data" "minutes" {
  input = 240
}

resource "aws_sagemaker_domain" "later" {
  domain_name = "later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = terraform_data.later.output
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = 240
        }
      }
    }
    code_editor_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = terraform_data.later.output
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = 240
        }
      }
    }
  }
}

resource "aws_sagemaker_domain" "maximum_later" {
  domain_name = "maximum-later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = terraform_data.minutes.output
        }
      }
    }
    code_editor_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = terraform_data.minutes.output
        }
      }
    }
  }
}
