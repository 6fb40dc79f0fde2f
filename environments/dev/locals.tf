locals {
  environment = "dev"
  platform    = yamldecode(file("${path.module}/../platform.yaml"))
  use_case    = yamldecode(file("${path.module}/../use_cases/${var.use_case}.yaml"))
  account     = local.use_case.environments[local.environment]

  deploy_role_arn = "arn:aws:iam::${local.account.account_id}:role/${local.platform.deploy_role}"
  # By name: the keys stand before the roles, which name the keys.
  break_glass_role_arn = "arn:aws:iam::${local.account.account_id}:role/${module.context.context.name_prefix}-break-glass"

  codeartifact = {
    domain                  = local.platform.codeartifact.domain
    domain_owner_account_id = local.platform.shared_account_id
  }

  # People sign in to the identity account and hold one role there for each persona they may take here.
  personas = [
    "break_glass", "data_engineer", "data_scientist", "lead_data_scientist",
    "ml_engineer", "model_risk_reviewer", "platform_engineer", "security_auditor",
  ]
  identity_role_arns = {
    for persona in local.personas : persona => [
      "arn:aws:iam::${local.platform.identity_account_id}:role/${module.context.context.name_prefix}-${replace(persona, "_", "-")}"
    ]
  }

  studio_personas = ["data_engineer", "data_scientist", "lead_data_scientist", "ml_engineer"]
  profiles = merge([
    for persona in local.studio_personas : {
      for staff_id in try(local.use_case.members[persona], []) : staff_id => { persona = persona }
    }
  ]...)
}
