# fail: aws_sagemaker_domain.left_to_aws, aws_sagemaker_domain.switched_off, aws_sagemaker_domain.no_maximum, aws_sagemaker_domain.a_year, aws_sagemaker_domain.editor_forgotten, aws_sagemaker_domain.shared_spaces_forgotten, aws_sagemaker_user_profile.a_year
resource "aws_sagemaker_domain" "left_to_aws" {
  domain_name = "left-to-aws"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "switched_off" {
  domain_name = "switched-off"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "DISABLED"
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = 240
        }
      }
    }
    code_editor_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "DISABLED"
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = 240
        }
      }
    }
  }
}

resource "aws_sagemaker_domain" "no_maximum" {
  domain_name = "no-maximum"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management    = "ENABLED"
          idle_timeout_in_minutes = 60
        }
      }
    }
    code_editor_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management    = "ENABLED"
          idle_timeout_in_minutes = 60
        }
      }
    }
  }
}

resource "aws_sagemaker_domain" "a_year" {
  domain_name = "a-year"
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
          max_idle_timeout_in_minutes = 525600
        }
      }
    }
    code_editor_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = 525600
        }
      }
    }
  }
}

resource "aws_sagemaker_domain" "editor_forgotten" {
  domain_name = "editor-forgotten"
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
  }
}

resource "aws_sagemaker_domain" "shared_spaces_forgotten" {
  domain_name = "shared-spaces-forgotten"
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
  }
}

resource "aws_sagemaker_user_profile" "a_year" {
  domain_id         = "d-exampledomain"
  user_profile_name = "a-year"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-a-year"

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 60
          max_idle_timeout_in_minutes = 525600
        }
      }
    }
  }
}
