# Backups of what is tagged for them, in vaults that nobody empties; whose fate is told to the alert topic.
module "backup" {
  source = "../backup"

  alert_topic_arn      = aws_sns_topic_policy.alerts.arn
  context              = var.context
  further_bucket_names = var.backup_further_bucket_names
  kms_key_arn          = var.kms_key_arns.backup
  source_kms_key_arns  = var.backup_source_kms_key_arns
}
