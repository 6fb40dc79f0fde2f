# Two vaults: one with our key, where backups are made, and an air-gapped one, where each is copied. Who holds an
# administrator's role deletes the backups first; here nobody can, and the copies lie in an account of AWS Backup itself.
locals {
  _vaults       = "arn:${var.context.partition}:backup:${var.context.region}:${var.context.account_id}:backup-vault"
  _vault_names  = { this = "${var.context.name_prefix}-backup", gapped = "${var.context.name_prefix}-gapped" }
  _vault_arns   = { for vault, name in local._vault_names : vault => "${local._vaults}:${name}" }
  _changes_days = 3 # the least that AWS takes; then the lock is for ever

  # What ended, whatever its end (the message says which), and what was left out on the way.
  _events = ["BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED", "RECOVERY_POINT_MODIFIED", "RESTORE_JOB_COMPLETED", "S3_BACKUP_OBJECT_FAILED", "S3_RESTORE_OBJECT_FAILED"]
}

resource "aws_backup_vault" "this" {
  name        = local._vault_names.this
  kms_key_arn = var.kms_key_arn # REL-05
}

# With changeable_for_days the lock is in compliance mode: until then it can be taken off, after that by nobody.
resource "aws_backup_vault_lock_configuration" "this" { # REL-05
  backup_vault_name   = aws_backup_vault.this.name
  changeable_for_days = local._changes_days
  max_retention_days  = var.longest_retention_in_days
  min_retention_days  = var.shortest_retention_in_days
}

# Locked from its first hour. The provider knows no key for it yet: AWS's own encrypts it (see the README).
resource "aws_backup_logically_air_gapped_vault" "this" { # REL-05
  name               = local._vault_names.gapped
  max_retention_days = var.longest_retention_in_days
  min_retention_days = var.shortest_retention_in_days
}

data "aws_iam_policy_document" "vault" {
  for_each = local._vault_names

  statement {
    sid       = "DenyDelete" # REL-05
    effect    = "Deny"
    resources = ["*"] # a recovery point's ARN is that of what it holds
    # The lifecycle asks no policy: what is old enough still goes.
    actions = [
      "backup:DeleteBackupVault",
      "backup:DeleteRecoveryPoint",
      "backup:DisassociateRecoveryPoint",
      "backup:DisassociateRecoveryPointFromParent",
      "backup:UpdateRecoveryPointLifecycle",
    ]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }

  # A copy leaves with all the data in it. Between these two vaults alone.
  statement {
    sid       = "DenyCopyElsewhere"
    effect    = "Deny"
    resources = ["*"]
    actions   = ["backup:CopyFromBackupVault"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "ForAnyValue:StringNotEquals"
      variable = "backup:CopyTargets"
      values   = [for vault, arn in local._vault_arns : arn if vault != each.key]
    }
  }
}

resource "aws_backup_vault_policy" "this" {
  for_each = local._vault_names

  backup_vault_name = each.value
  policy            = data.aws_iam_policy_document.vault[each.key].minified_json

  depends_on = [aws_backup_logically_air_gapped_vault.this, aws_backup_vault.this]
}

resource "aws_backup_vault_notifications" "this" {
  for_each = local._vault_names

  backup_vault_name   = each.value
  backup_vault_events = local._events
  sns_topic_arn       = var.alert_topic_arn

  depends_on = [aws_backup_logically_air_gapped_vault.this, aws_backup_vault.this]
}
