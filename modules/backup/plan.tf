# When backups are made, how long they are kept, and of what. Each is copied to the air-gapped vault.
locals {
  # In minutes. The provider's own three hours would cut the first backup of a large bucket short, every time.
  _start_window      = 480
  _completion_window = 10080

  # What AWS Backup answers in eu-west-2: it refuses a name that a region does not know, and shows every one it does,
  # so whatever is left out is a change in each plan. Only these two are ours to back up.
  _types = [
    "Aurora", "CloudFormation", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "Neptune", "RDS", "Redshift", "S3",
    "SAP HANA on Amazon EC2", "Storage Gateway", "Timestream", "VirtualMachine",
  ]
  _backed_up = ["EFS", "S3"]

  # A selection reaches no further than its own account and region: patterns are written as AWS writes them.
  _any_file_system = "arn:${var.context.partition}:elasticfilesystem:*:*:file-system/*"
}

resource "aws_backup_region_settings" "this" {
  resource_type_opt_in_preference = { for type in local._types : type => contains(local._backed_up, type) }
}

resource "aws_backup_plan" "this" {
  name = "${var.context.name_prefix}-backup"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name
    schedule          = "cron(0 1 * * ? *)"
    start_window      = local._start_window
    completion_window = local._completion_window

    lifecycle {
      delete_after = var.daily_retention_in_days
    }

    copy_action {
      destination_vault_arn = aws_backup_logically_air_gapped_vault.this.arn # REL-05

      lifecycle {
        delete_after = var.daily_retention_in_days
      }
    }
  }

  rule {
    rule_name         = "weekly"
    target_vault_name = aws_backup_vault.this.name
    schedule          = "cron(0 3 ? * SUN *)"
    start_window      = local._start_window
    completion_window = local._completion_window

    lifecycle {
      delete_after = var.weekly_retention_in_days
    }

    copy_action {
      destination_vault_arn = aws_backup_logically_air_gapped_vault.this.arn # REL-05

      lifecycle {
        delete_after = var.weekly_retention_in_days
      }
    }
  }

  rule {
    rule_name         = "monthly"
    target_vault_name = aws_backup_vault.this.name
    schedule          = "cron(0 5 1 * ? *)"
    start_window      = local._start_window
    completion_window = local._completion_window

    lifecycle {
      cold_storage_after = 30 # S3 has no cold storage, and stays warm
      delete_after       = var.monthly_retention_in_days
    }

    copy_action {
      destination_vault_arn = aws_backup_logically_air_gapped_vault.this.arn # REL-05

      lifecycle {
        delete_after = var.monthly_retention_in_days
      }
    }
  }

  depends_on = [aws_backup_vault_lock_configuration.this]
}

# Buckets, and file systems that Terraform makes: whoever makes one says so in its tag.
resource "aws_backup_selection" "tagged" { # REL-06
  name         = "tagged"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = local._role_arns["backup"]
  resources    = concat([local._any_file_system], local._buckets)

  condition {
    string_equals {
      key   = "aws:ResourceTag/backup"
      value = "daily"
    }
  }

  depends_on = [aws_iam_role_policy_attachment.this]
}

# The homes of Studio: SageMaker makes their file system, and gives it no tag of ours, but the ARN of its domain.
resource "aws_backup_selection" "homes" { # REL-06
  name         = "homes"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = local._role_arns["backup"]
  resources    = [local._any_file_system]

  condition {
    string_like {
      key   = "aws:ResourceTag/ManagedByAmazonSageMakerResource"
      value = "arn:${var.context.partition}:sagemaker:*:*:domain/*"
    }
  }

  depends_on = [aws_iam_role_policy_attachment.this]
}
