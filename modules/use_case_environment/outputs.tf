output "kms_key_arns" {
  description = "Purpose => ARN of the account's key for it."
  value       = module.kms.kms_key_arns
}

output "log_bucket_name" {
  description = "Name of the account's log bucket, which is kept when the use case ends."
  value       = module.account_baseline.log_bucket_name
}

output "studio_domain_id" {
  description = "Id of the Studio domain; null where nobody works."
  value       = one(module.studio[*].domain_id)
}

output "studio_home_file_system_id" {
  description = "Id of the file system with people's homes; null where nobody works."
  value       = one(module.studio[*].home_efs_file_system_id)
}

output "vpc_id" {
  description = "Id of the private network."
  value       = module.studio_network.network.vpc_id
}
