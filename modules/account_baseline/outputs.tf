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

output "log_bucket_arn" {
  description = "ARN of the account's log bucket."
  value       = local._bucket_arns["logs"]
  depends_on  = [aws_s3_bucket_policy.this, aws_s3_bucket_server_side_encryption_configuration.logs]
}

output "log_bucket_name" {
  description = "Name of the account's log bucket."
  value       = local._bucket_names["logs"]
  depends_on  = [aws_s3_bucket_policy.this, aws_s3_bucket_server_side_encryption_configuration.logs]
}

output "log_group_names" {
  description = "Kind of work => name of the log group that SageMaker writes to."
  value       = { for kind in local._log_groups : kind => aws_cloudwatch_log_group.sagemaker[kind].name }
}
