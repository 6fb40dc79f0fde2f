# A Studio domain with everything in it.
resource "aws_iam_role" "studio" {
  name                 = "${local.prefix}-studio"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_sagemaker_studio_lifecycle_config" "this" {
  studio_lifecycle_config_name     = local.prefix
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content  = base64encode("#!/bin/sh\nexit 0\n")
}

resource "aws_sagemaker_app_image_config" "this" {
  app_image_config_name = local.prefix
  jupyter_lab_image_config {
    container_config {
      container_entrypoint = ["jupyter-lab"]
    }
  }
}

resource "aws_sagemaker_domain" "this" {
  domain_name             = local.prefix
  auth_mode               = "IAM"
  app_network_access_type = "VpcOnly"
  kms_key_id              = aws_kms_key.this.arn
  vpc_id                  = aws_vpc.this.id
  subnet_ids              = [for subnet in aws_subnet.this : subnet.id]
  tag_propagation         = "ENABLED"

  default_user_settings {
    execution_role    = aws_iam_role.studio.arn
    security_groups   = [aws_security_group.this["jobs"].id]
    studio_web_portal = "ENABLED"
    sharing_settings {
      notebook_output_option = "Disabled"
    }
    jupyter_lab_app_settings {
      lifecycle_config_arns = [aws_sagemaker_studio_lifecycle_config.this.arn]
      default_resource_spec {
        instance_type        = "ml.t3.medium"
        lifecycle_config_arn = aws_sagemaker_studio_lifecycle_config.this.arn
      }
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 60
          min_idle_timeout_in_minutes = 60
          max_idle_timeout_in_minutes = 240
        }
      }
    }
    canvas_app_settings {
      direct_deploy_settings {
        status = "DISABLED"
      }
    }
  }

  default_space_settings {
    execution_role  = aws_iam_role.studio.arn
    security_groups = [aws_security_group.this["jobs"].id]
  }

  domain_settings {
    execution_role_identity_config = "USER_PROFILE_NAME"
    docker_settings {
      enable_docker_access = "DISABLED"
    }
  }

  retention_policy {
    home_efs_file_system = "Delete"
  }
}

resource "aws_sagemaker_user_profile" "this" {
  for_each          = toset(["u100001", "u100002"])
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = each.key
  user_settings {
    execution_role  = aws_iam_role.studio.arn
    security_groups = [aws_security_group.this["jobs"].id]
  }
}

resource "aws_sagemaker_space" "this" {
  domain_id  = aws_sagemaker_domain.this.id
  space_name = "shared"
  ownership_settings {
    owner_user_profile_name = aws_sagemaker_user_profile.this["u100001"].user_profile_name
  }
  space_sharing_settings {
    sharing_type = "Private"
  }
  space_settings {
    app_type = "JupyterLab"
    space_storage_settings {
      ebs_storage_settings {
        ebs_volume_size_in_gb = 10
      }
    }
  }
}

resource "aws_sagemaker_app" "this" {
  domain_id  = aws_sagemaker_domain.this.id
  space_name = aws_sagemaker_space.this.space_name
  app_name   = "default"
  app_type   = "JupyterLab"
  resource_spec {
    instance_type = "ml.t3.medium"
  }
}
