# pass: aws_backup_vault.this, aws_backup_vault_lock_configuration.this, aws_backup_plan.to_other_account, aws_backup_plan.to_gapped
# Its boundary tells which account the plan is for.
resource "aws_iam_role" "backup" {
  name                 = "backup"
  permissions_boundary = "arn:aws:iam::111122223333:policy/boundary"
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "backup.amazonaws.com" } }] })
}

resource "aws_kms_key" "backup" {
  description = "Backups."
}

resource "aws_backup_vault" "this" {
  name        = "this"
  kms_key_arn = aws_kms_key.backup.arn
}

resource "aws_backup_vault_lock_configuration" "this" {
  backup_vault_name   = aws_backup_vault.this.name
  changeable_for_days = 3
  min_retention_days  = 35
}

resource "aws_backup_logically_air_gapped_vault" "this" {
  name               = "gapped"
  min_retention_days = 35
  max_retention_days = 400
}

resource "aws_backup_plan" "to_other_account" {
  name = "to-other-account"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name

    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-2:444455556666:backup-vault:archive"
    }
  }
}

resource "aws_backup_plan" "to_gapped" {
  name = "to-gapped"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name

    copy_action {
      destination_vault_arn = aws_backup_logically_air_gapped_vault.this.arn
    }
  }
}
