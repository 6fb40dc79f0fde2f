output "ci_role_arns" {
  description = "Role of the pipelines (plan, apply-dev, ...) => its ARN, for the variables PLAN_ROLE_ARN and APPLY_ROLE_ARN of the environments of GitHub."
  value       = local._ci_role_arns
  depends_on  = [aws_iam_role.ci]
}

output "deploy_role_arns" {
  description = "Use case => environment => ARN of the role that applies in the account; known in the plan, and there once the stack set has made it."
  value = {
    for use_case, accounts in var.accounts : use_case => {
      for environment, id in accounts : environment => "arn:${var.context.partition}:iam::${id}:role/${var.deploy_role}"
    }
  }
  depends_on = [aws_cloudformation_stack_set_instance.roles]
}

output "oidc_provider_arn" {
  description = "ARN of the provider of GitHub's tokens, for the roles of other pipelines; known in the plan."
  value       = local._provider_arn
  depends_on  = [aws_iam_openid_connect_provider.github]
}

output "stack_set_name" {
  description = "Name of the stack set that makes the deploy and plan roles in the accounts of use cases."
  value       = aws_cloudformation_stack_set.roles.name
}
