output "execution_policy_arns" {
  description = "Studio persona => ARNs of the policies for the execution roles of its members, none where nobody has Studio; modules/studio attaches them."
  value       = { for persona, names in local._execution_policies : persona => [for name in names : local._policy_arns[name]] }
  depends_on  = [aws_iam_policy.this]
}

output "guard_policy_arns" {
  description = "ARNs of the guards that every role carries that can start a job."
  value       = [for name in concat(local._guards, ["guard-pipelines"]) : local._policy_arns[name]]
  depends_on  = [aws_iam_policy.this]
}

output "job_role_arn" {
  description = "ARN of the role that SageMaker jobs run with."
  value       = local._job_role_arn
  depends_on  = [aws_iam_role.service, aws_iam_role_policy_attachment.service]
}

output "permissions_boundary_arn" {
  description = "ARN of the permissions boundary for every role of the use case."
  value       = local._boundary_arn
  depends_on  = [aws_iam_policy.boundary]
}

output "pipeline_role_arn" {
  description = "ARN of the role that SageMaker pipelines run with."
  value       = local._pipeline_role_arn
  depends_on  = [aws_iam_role.service, aws_iam_role_policy_attachment.service]
}

output "role_arns" {
  description = "Persona => ARN of the role that its people take on."
  value       = { for persona in keys(local._persona_policies) : persona => "${local._iam}:role/${local._prefix}-${replace(persona, "_", "-")}" }
  depends_on  = [aws_iam_role.persona, aws_iam_role_policy_attachment.persona]
}
