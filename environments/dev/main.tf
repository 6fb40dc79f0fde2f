module "context" {
  source = "../../modules/context"

  account_id      = local.account.account_id
  environment     = local.environment
  organization    = local.platform.organization
  organization_id = local.platform.organization_id
  region          = local.account.region
  use_case        = local.use_case.name
  tags = {
    cost_centre         = local.use_case.cost_centre
    data_classification = local.use_case.data_classification
    owner               = local.use_case.owner
  }
}

module "kms" {
  source = "../../modules/kms"

  context                 = module.context.context
  administrator_role_arns = [local.deploy_role_arn]
  keys                    = local.keys
  recovery_role_arns      = [local.break_glass_role_arn]
}

module "account_baseline" {
  source = "../../modules/account_baseline"

  context      = module.context.context
  kms_key_arns = module.kms.kms_key_arns
}

module "studio_network" {
  source = "../../modules/studio_network"

  context                  = module.context.context
  kms_key_arns             = module.kms.kms_key_arns
  permissions_boundary_arn = module.personas.permissions_boundary_arn
  subnets                  = local.account.network.subnets
  vpc_cidr                 = local.account.network.vpc_cidr
}

module "personas" {
  source = "../../modules/personas"

  allowed_instance_types = local.use_case.may_launch.instance_types
  codeartifact           = merge(local.codeartifact, { repositories = [local.platform.codeartifact.repository] })
  context                = module.context.context
  identity_role_arns     = local.identity_role_arns
  kms_key_arns           = module.kms.kms_key_arns
  network                = module.studio_network.network
}

module "studio" {
  source = "../../modules/studio"

  allowed_instance_types   = local.use_case.may_launch.instance_types
  codeartifact             = merge(local.codeartifact, { repository = local.platform.codeartifact.repository })
  context                  = module.context.context
  execution_policy_arns    = module.personas.execution_policy_arns
  kms_key_arns             = module.kms.kms_key_arns
  network                  = module.studio_network.network
  permissions_boundary_arn = module.personas.permissions_boundary_arn
  profiles                 = local.profiles
}
