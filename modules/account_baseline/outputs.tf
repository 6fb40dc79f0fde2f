output "access_log_bucket_arn" {
  description = "ARN of the bucket that takes S3 access logs."
  value       = local._bucket_arns["access-logs"]
  depends_on  = [aws_s3_bucket_policy.this, aws_s3_bucket_server_side_encryption_configuration.access_logs]
}

output "access_log_bucket_name" {
  description = "Name of the bucket that takes S3 access logs; the target of every other bucket's logging."
  value       = local._bucket_names["access-logs"]
  depends_on  = [aws_s3_bucket_policy.this, aws_s3_bucket_server_side_encryption_configuration.access_logs]
}

output "alert_topic_arn" {
  description = "ARN of the topic that tells of alarms, budgets and backups; known in the plan."
  value       = aws_sns_topic_policy.alerts.arn
}

output "backup_role_arns" {
  description = "ARNs of the roles that AWS Backup takes on, to back up and to try restores."
  value       = [module.backup.backup_role_arn, module.backup.restore_role_arn]
}

output "backup_vault_arn" {
  description = "ARN of the locked vault that backups are made in."
  value       = module.backup.vault_arn
}

output "backup_vault_name" {
  description = "Name of the locked vault that backups are made in."
  value       = module.backup.vault_name
}

output "config_bucket_name" {
  description = "Name of the bucket that takes what AWS Config records."
  value       = local._bucket_names["config"]
  depends_on  = [aws_s3_bucket_policy.this, aws_s3_bucket_server_side_encryption_configuration.our_key]
}

output "config_recorder_name" {
  description = "Name of the recorder of AWS Config, once it records."
  value       = aws_config_configuration_recorder_status.this.name
}

output "keys" {
  description = "The keys that kms_key_arns is to name, as modules/kms takes them; known before any of them stands."
  value       = local._keys
}

output "log_bucket_arn" {
  description = "ARN of the account's log bucket."
  value       = local._bucket_arns["logs"]
  depends_on  = [aws_s3_bucket_policy.this, aws_s3_bucket_object_lock_configuration.logs, aws_s3_bucket_server_side_encryption_configuration.our_key]
}

output "log_bucket_name" {
  description = "Name of the account's log bucket."
  value       = local._bucket_names["logs"]
  depends_on  = [aws_s3_bucket_policy.this, aws_s3_bucket_object_lock_configuration.logs, aws_s3_bucket_server_side_encryption_configuration.our_key]
}

output "log_group_names" {
  description = "Kind of work => name of the log group that SageMaker writes to."
  value       = { for kind in local._log_groups : kind => aws_cloudwatch_log_group.sagemaker[kind].name }
}

output "trail_arn" {
  description = "ARN of the account's trail; known in the plan."
  value       = local._trail_arn
  depends_on  = [aws_cloudtrail.this]
}

output "trail_log_group_name" {
  description = "Name of the log group that the trail writes to."
  value       = aws_cloudwatch_log_group.trail.name
}
