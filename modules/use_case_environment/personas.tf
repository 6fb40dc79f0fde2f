# Who may take on which persona here. People sign in to the identity account and hold one role there for each
# persona they may take. Outside dev nobody writes: auditors and reviewers read, and break-glass is told to everyone.
locals {
  _studio_personas = ["data_engineer", "data_scientist", "lead_data_scientist", "ml_engineer"]
  _reading         = ["break_glass", "model_risk_reviewer", "security_auditor"]
  _personas        = var.settings.studio ? concat(local._reading, local._studio_personas, ["platform_engineer"]) : local._reading

  _identity_role_arns = {
    for persona in local._personas : persona => [
      "arn:${var.context.partition}:iam::${var.platform.identity_account_id}:role/${var.context.name_prefix}-${replace(persona, "_", "-")}"
    ]
  }

  # By name: the keys stand before the roles, which name the keys.
  _break_glass_role_arn = "arn:${var.context.partition}:iam::${var.context.account_id}:role/${var.context.name_prefix}-break-glass"
  _deploy_role_arn      = "arn:${var.context.partition}:iam::${var.context.account_id}:role/${var.platform.deploy_role}"
  _plan_role_arn        = "arn:${var.context.partition}:iam::${var.context.account_id}:role/${var.platform.plan_role}"

  _profiles = merge([
    for persona in local._studio_personas : {
      for staff_id in try(var.use_case.members[persona], []) : staff_id => { persona = persona }
    }
  ]...)
}
