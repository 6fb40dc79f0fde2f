# undecided: aws_backup_vault.later, aws_backup_vault_lock_configuration.later, aws_backup_plan.later, aws_backup_plan.to_which_account
resource "terraform_data" "later" {
  input = "arn:aws:backup:eu-west-2:444455556666:backup-vault:archive"
}

resource "terraform_data" "days" {
  input = 3
}

resource "aws_backup_vault" "later" {
  name        = "later"
  kms_key_arn = terraform_data.later.output
}

resource "aws_backup_vault_lock_configuration" "later" {
  backup_vault_name   = aws_backup_vault.later.name
  changeable_for_days = terraform_data.days.output
  min_retention_days  = 35
}

resource "aws_backup_plan" "later" {
  name = "later"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.later.name

    copy_action {
      destination_vault_arn = terraform_data.later.output
    }
  }
}

# An account of the bank; whether it is this very one, the plan does not tell.
resource "aws_backup_plan" "to_which_account" {
  name = "to-which-account"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.later.name

    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-2:444455556666:backup-vault:archive"
    }
  }
}
