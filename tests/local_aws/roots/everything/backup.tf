# Both kinds of vault, what hangs on them, a plan with selections, and restore tests.
resource "aws_backup_vault" "this" {
  name        = "${local.prefix}-backup"
  kms_key_arn = aws_kms_key.this.arn
  tags        = { kept = "in tags of its own" }
}

resource "aws_backup_vault_lock_configuration" "this" {
  backup_vault_name   = aws_backup_vault.this.name
  changeable_for_days = 3
  max_retention_days  = 400
  min_retention_days  = 7
}

resource "aws_backup_logically_air_gapped_vault" "this" {
  name               = "${local.prefix}-gapped"
  max_retention_days = 400
  min_retention_days = 7
}

resource "aws_backup_vault_policy" "this" {
  backup_vault_name = aws_backup_vault.this.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "backup:DeleteRecoveryPoint", Resource = "*" }]
  })
}

resource "aws_backup_vault_notifications" "this" {
  backup_vault_name   = aws_backup_vault.this.name
  backup_vault_events = ["BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED"]
  sns_topic_arn       = "arn:aws:sns:eu-west-2:111122223333:alerts"
}

resource "aws_backup_region_settings" "this" {
  resource_type_opt_in_preference = {
    for type in [
      "Aurora", "CloudFormation", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "Neptune", "RDS", "Redshift", "S3",
      "SAP HANA on Amazon EC2", "Storage Gateway", "Timestream", "VirtualMachine",
    ] : type => contains(["EFS", "S3"], type)
  }
}

resource "aws_backup_plan" "this" {
  name = "${local.prefix}-backup"

  rule {
    rule_name         = "monthly"
    target_vault_name = aws_backup_vault.this.name
    schedule          = "cron(0 5 1 * ? *)"

    lifecycle {
      cold_storage_after = 30
      delete_after       = 400
    }

    copy_action {
      destination_vault_arn = aws_backup_logically_air_gapped_vault.this.arn

      lifecycle {
        delete_after = 400
      }
    }
  }
}

resource "aws_backup_selection" "this" {
  name         = "homes"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = aws_iam_role.studio.arn
  resources    = ["arn:aws:elasticfilesystem:eu-west-2:111122223333:file-system/*"]

  condition {
    string_like {
      key   = "aws:ResourceTag/ManagedByAmazonSageMakerResource"
      value = "arn:aws:sagemaker:eu-west-2:111122223333:domain/*"
    }
  }
}

resource "aws_backup_restore_testing_plan" "this" {
  name                = "${replace(local.prefix, "-", "_")}_restore"
  schedule_expression = "cron(0 9 ? * 1#1 *)"

  recovery_point_selection {
    algorithm            = "RANDOM_WITHIN_WINDOW"
    include_vaults       = [aws_backup_vault.this.arn]
    recovery_point_types = ["SNAPSHOT"]
  }
}

resource "aws_backup_restore_testing_selection" "this" {
  name                       = "buckets"
  restore_testing_plan_name  = aws_backup_restore_testing_plan.this.name
  protected_resource_type    = "S3"
  protected_resource_arns    = ["*"]
  iam_role_arn               = aws_iam_role.studio.arn
  restore_metadata_overrides = { encryptionType = "SSE-KMS", kmsKey = aws_kms_key.this.arn }
}
