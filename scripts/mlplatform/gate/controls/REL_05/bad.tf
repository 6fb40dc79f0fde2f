# fail: aws_backup_vault.key_of_aws, aws_backup_vault.unlocked, aws_backup_vault_lock_configuration.governed, aws_backup_vault_lock_configuration.without_minimum
# fail: aws_backup_plan.no_copy, aws_backup_plan.copy_beside, aws_backup_plan.copy_to_strangers
resource "aws_kms_key" "backup" {
  description = "Backups."
}

resource "aws_backup_vault" "key_of_aws" {
  name = "key-of-aws"
}

resource "aws_backup_vault_lock_configuration" "governed" {
  backup_vault_name  = aws_backup_vault.key_of_aws.name
  min_retention_days = 35
}

resource "aws_backup_vault" "unlocked" {
  name        = "unlocked"
  kms_key_arn = aws_kms_key.backup.arn
}

resource "aws_backup_plan" "no_copy" {
  name = "no-copy"

  rule {
    rule_name         = "daily"
    target_vault_name = "unlocked"
  }
}

resource "aws_backup_plan" "copy_beside" {
  name = "copy-beside"

  rule {
    rule_name         = "daily"
    target_vault_name = "unlocked"

    copy_action {
      destination_vault_arn = aws_backup_vault.unlocked.arn
    }
  }
}

# It has an account of the bank for one rule, and a stranger's for the other.
resource "aws_backup_plan" "copy_to_strangers" {
  name = "copy-to-strangers"

  rule {
    rule_name         = "daily"
    target_vault_name = "unlocked"

    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-2:444455556666:backup-vault:archive"
    }
  }

  rule {
    rule_name         = "weekly"
    target_vault_name = "unlocked"

    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-2:999999999999:backup-vault:archive"
    }
  }
}

resource "aws_backup_vault_lock_configuration" "without_minimum" {
  backup_vault_name   = "elsewhere"
  changeable_for_days = 3
}
