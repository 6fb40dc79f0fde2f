output "air_gapped_vault_arn" {
  description = "ARN of the air-gapped vault that every backup is copied to."
  value       = aws_backup_logically_air_gapped_vault.this.arn
}

output "backup_role_arn" {
  description = "ARN of the role that AWS Backup takes on to back up."
  value       = local._role_arns["backup"]
  depends_on  = [aws_iam_role_policy_attachment.this]
}

output "restore_role_arn" {
  description = "ARN of the role that AWS Backup takes on to try restores."
  value       = local._role_arns["restore-test"]
  depends_on  = [aws_iam_role_policy_attachment.this]
}

output "vault_arn" {
  description = "ARN of the vault, which is locked and lets nobody delete a backup."
  value       = "arn:${var.context.partition}:backup:${var.context.region}:${var.context.account_id}:backup-vault:${aws_backup_vault.this.name}"
  depends_on  = [aws_backup_vault_lock_configuration.this, aws_backup_vault_policy.this]
}

output "vault_name" {
  description = "Name of the vault, which is locked and lets nobody delete a backup."
  value       = aws_backup_vault.this.name
  depends_on  = [aws_backup_vault_lock_configuration.this, aws_backup_vault_policy.this]
}
