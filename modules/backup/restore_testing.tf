# A backup that was never restored is a hope. On the first Sunday of a month AWS Backup restores one backup of each
# file system and of each bucket, drawn by lot, says how it went, and takes away what it made.
resource "aws_backup_restore_testing_plan" "this" { # REL-06
  name                = "${replace(var.context.name_prefix, "-", "_")}_restore"
  schedule_expression = "cron(0 9 ? * 1#1 *)"
  start_window_hours  = 24

  recovery_point_selection {
    algorithm             = "RANDOM_WITHIN_WINDOW"
    include_vaults        = [local._vault_arns.this]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 30
  }

  depends_on = [aws_backup_vault.this]
}

# Left to itself a test would make a file system under AWS's key, and a bucket under S3's.
resource "aws_backup_restore_testing_selection" "file_systems" { # REL-06
  name                       = "file_systems"
  restore_testing_plan_name  = aws_backup_restore_testing_plan.this.name
  protected_resource_type    = "EFS"
  protected_resource_arns    = ["*"]
  iam_role_arn               = local._role_arns["restore-test"]
  restore_metadata_overrides = { kmsKeyId = var.kms_key_arn }
  validation_window_hours    = 1

  depends_on = [aws_iam_role_policy_attachment.this]
}

resource "aws_backup_restore_testing_selection" "buckets" { # REL-06
  name                       = "buckets"
  restore_testing_plan_name  = aws_backup_restore_testing_plan.this.name
  protected_resource_type    = "S3"
  protected_resource_arns    = ["*"]
  iam_role_arn               = local._role_arns["restore-test"]
  restore_metadata_overrides = { encryptionType = "SSE-KMS", kmsKey = var.kms_key_arn }
  validation_window_hours    = 1

  depends_on = [aws_iam_role_policy_attachment.this]
}
