output "domain_arn" {
  description = "ARN of the domain, known in the plan."
  value       = local._domain_arn
  depends_on  = [aws_codeartifact_domain_permissions_policy.this]
}

output "domain_name" {
  description = "Name of the domain."
  value       = var.domain
  depends_on  = [aws_codeartifact_domain_permissions_policy.this]
}

output "intake_role_arn" {
  description = "ARN of the role that brings packages in, for the variable PACKAGES_ROLE_ARN of GitHub's environment `packages`."
  value       = local._intake_arn
  depends_on  = [aws_iam_role.intake]
}

output "repository_arns" {
  description = "Repository (public-pypi, quarantine, the approved one, internal) => its ARN, known in the plan."
  value       = local._repository_arns
  depends_on  = [aws_codeartifact_repository_permissions_policy.this]
}
