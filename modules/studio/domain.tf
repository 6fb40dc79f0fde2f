# One domain, and nothing about its privacy is an input.
locals {
  _prefix    = var.context.name_prefix
  _iam       = "arn:${var.context.partition}:iam::${var.context.account_id}"
  _sagemaker = "arn:${var.context.partition}:sagemaker:${var.context.region}:${var.context.account_id}"

  _hidden_app_types = [
    "Canvas", "DetailedProfiler", "JupyterServer", "KernelGateway", "RSessionGateway", "RStudioServerPro", "TensorBoard",
  ]
  # What reaches for the internet, for models of others, or starts what the guards refuse.
  _hidden_ml_tools = [
    "AutoMl", "Comet", "DeepchecksLLMEvaluation", "EmrClusters", "Fiddler", "HyperPodClusters", "InferenceOptimization",
    "InferenceRecommender", "JumpStart", "LakeraGuard", "PerformanceEvaluation",
  ]
  _hidden_instance_types = sort(setsubtract(local._studio_instance_types, var.allowed_instance_types))
}

resource "aws_sagemaker_domain" "this" {
  domain_name             = local._prefix
  auth_mode               = var.auth_mode
  vpc_id                  = var.network.vpc_id
  subnet_ids              = values(var.network.subnet_ids)
  app_network_access_type = "VpcOnly"               # SM-01
  kms_key_id              = var.kms_key_arns.studio # SM-02
  tag_propagation         = "ENABLED"

  domain_settings {
    # CloudTrail then names the person behind every call that a shared service makes for them. SM-04.
    execution_role_identity_config = "USER_PROFILE_NAME"

    docker_settings {
      enable_docker_access = "DISABLED" # SM-07
    }
  }

  # What a profile does not say for itself must be worth nothing: a role that may do nothing, a group that
  # lets nothing through. SageMaker adds the domain's groups to each profile's own, so a group that admits
  # itself here would let people into each other's apps, which ask for no password. NET-07, SM-05.
  default_user_settings {
    execution_role      = local._nobody_role_arn
    security_groups     = [aws_security_group.none.id]
    default_landing_uri = "studio::"
    studio_web_portal   = "ENABLED"
    auto_mount_home_efs = "Enabled"

    sharing_settings {
      notebook_output_option = "Disabled" # SM-06
    }

    space_storage_settings {
      default_ebs_storage_settings {
        default_ebs_volume_size_in_gb = var.ebs_volume_size_in_gb.default
        maximum_ebs_volume_size_in_gb = var.ebs_volume_size_in_gb.maximum
      }
    }

    studio_web_portal_settings { # SM-09
      hidden_app_types      = local._hidden_app_types
      hidden_instance_types = local._hidden_instance_types
      hidden_ml_tools       = local._hidden_ml_tools
    }

    jupyter_lab_app_settings {
      built_in_lifecycle_config_arn = local._lifecycle_arns["JupyterLab"]

      default_resource_spec {
        instance_type = var.default_instance_type
      }

      app_lifecycle_management {
        idle_settings { # SM-10
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = var.idle_timeout_in_minutes.default
          min_idle_timeout_in_minutes = var.idle_timeout_in_minutes.min
          max_idle_timeout_in_minutes = var.idle_timeout_in_minutes.max
        }
      }

      dynamic "custom_image" {
        for_each = { for name, image in var.images : name => image if image.app_type == "JupyterLab" }

        content {
          app_image_config_name = aws_sagemaker_app_image_config.this[custom_image.key].app_image_config_name
          image_name            = aws_sagemaker_image.this[custom_image.key].image_name
          image_version_number  = aws_sagemaker_image_version.this[custom_image.key].version
        }
      }
    }

    code_editor_app_settings {
      built_in_lifecycle_config_arn = local._lifecycle_arns["CodeEditor"]

      default_resource_spec {
        instance_type = var.default_instance_type
      }

      app_lifecycle_management {
        idle_settings { # SM-10
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = var.idle_timeout_in_minutes.default
          min_idle_timeout_in_minutes = var.idle_timeout_in_minutes.min
          max_idle_timeout_in_minutes = var.idle_timeout_in_minutes.max
        }
      }

      dynamic "custom_image" {
        for_each = { for name, image in var.images : name => image if image.app_type == "CodeEditor" }

        content {
          app_image_config_name = aws_sagemaker_app_image_config.this[custom_image.key].app_image_config_name
          image_name            = aws_sagemaker_image.this[custom_image.key].image_name
          image_version_number  = aws_sagemaker_image_version.this[custom_image.key].version
        }
      }
    }

    # Canvas is hidden and nobody may start it. Were it shown, it still could neither deploy, nor search,
    # nor register elsewhere, nor call Bedrock or Forecast, for there is no role for these. SM-08.
    canvas_app_settings {
      direct_deploy_settings {
        status = "DISABLED"
      }
      emr_serverless_settings {
        status = "DISABLED"
      }
      kendra_settings {
        status = "DISABLED"
      }
      model_register_settings {
        status = "DISABLED"
      }
      time_series_forecasting_settings {
        status = "DISABLED"
      }
      workspace_settings {
        s3_kms_key_id = var.kms_key_arns.data
      }
    }
  }

  # Shared spaces take the domain's settings, not a person's: they get the empty role and group as well (NET-07, SM-05).
  default_space_settings {
    execution_role  = local._nobody_role_arn
    security_groups = [aws_security_group.none.id]

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings { # SM-10
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = var.idle_timeout_in_minutes.default
          min_idle_timeout_in_minutes = var.idle_timeout_in_minutes.min
          max_idle_timeout_in_minutes = var.idle_timeout_in_minutes.max
        }
      }
    }
  }

  # A home that is deleted with its domain is gone for good; what is kept can be deleted later, on purpose.
  retention_policy {
    home_efs_file_system = "Retain" # SM-14
  }

  lifecycle {
    precondition {
      condition     = contains(var.allowed_instance_types, var.default_instance_type)
      error_message = "SM-116: default_instance_type \"${var.default_instance_type}\" is not allowed; write one of ${join(", ", sort(var.allowed_instance_types))}."
    }
  }

  depends_on = [aws_iam_role_policy.nobody, aws_sagemaker_studio_lifecycle_config.this]
}
