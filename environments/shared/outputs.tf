output "artifact_bucket_names" {
  description = "Use case => name of the bucket for its artifacts."
  value       = { for name, store in module.artifact_store : name => store.bucket_name }
}

output "ci_role_arns" {
  description = "Role of the pipelines (plan, apply-dev, ...) => its ARN, for the environments of GitHub."
  value       = module.delivery_roles.ci_role_arns
}

output "state_bucket_name" {
  description = "Name of the bucket with Terraform's state."
  value       = module.state_backend.bucket_name
}
