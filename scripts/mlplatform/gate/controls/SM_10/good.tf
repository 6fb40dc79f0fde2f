# pass: aws_sagemaker_domain.stops, aws_sagemaker_domain.stops_shared_spaces, aws_sagemaker_user_profile.stops_sooner
resource "aws_sagemaker_domain" "stops" {
  domain_name = "stops"
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
          max_idle_timeout_in_minutes = 240
        }
      }
    }
    code_editor_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = 240
        }
      }
    }
  }
}

resource "aws_sagemaker_domain" "stops_shared_spaces" {
  domain_name = "stops-shared-spaces"
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
          max_idle_timeout_in_minutes = 240
        }
      }
    }
    code_editor_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = 240
        }
      }
    }
  }

  default_space_settings {
    execution_role = "arn:aws:iam::111122223333:role/shared"

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = 240
        }
      }
    }
  }
}

resource "aws_sagemaker_user_profile" "stops_sooner" {
  domain_id         = "d-exampledomain"
  user_profile_name = "stops-sooner"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-stops-sooner"

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = 120
        }
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

resource "aws_sagemaker_user_profile" "only_an_instance" {
  domain_id         = "d-exampledomain"
  user_profile_name = "only-an-instance"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-only-an-instance"

    jupyter_lab_app_settings {
      default_resource_spec {
        instance_type = "ml.t3.medium"
      }
    }
  }
}
