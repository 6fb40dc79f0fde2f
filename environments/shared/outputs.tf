output "artifact_bucket_names" {
  description = "Use case => name of the bucket for its artifacts."
  value       = { for name, store in module.artifact_store : name => store.bucket_name }
}

output "ci_role_arns" {
  description = "Role of the pipelines (plan, apply-dev, ...) => its ARN, for the environments of GitHub."
  value       = module.delivery_roles.ci_role_arns
}

output "image_repository_uris" {
  description = "Image => where it is pulled from; a digest follows."
  value       = module.images.repository_uris
}

output "images_build_role_arn" {
  description = "ARN of the role that builds and pushes images, for the environment `images` of GitHub."
  value       = module.images.build_role_arn
}

output "packages_domain_arn" {
  description = "ARN of the domain of packages."
  value       = module.packages.domain_arn
}

output "packages_domain_name" {
  description = "Name of the domain of packages."
  value       = module.packages.domain_name
}

output "packages_intake_role_arn" {
  description = "ARN of the role that brings packages in, for the environment `packages` of GitHub."
  value       = module.packages.intake_role_arn
}

output "packages_key_arn" {
  description = "ARN of the key that packages are encrypted with."
  value       = module.kms.kms_key_arns["packages"]
}

output "packages_repository_arns" {
  description = "Repository of packages => its ARN."
  value       = module.packages.repository_arns
}

output "state_bucket_name" {
  description = "Name of the bucket with Terraform's state."
  value       = module.state_backend.bucket_name
}
