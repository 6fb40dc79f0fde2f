# One account of a use case, whichever environment it is: what differs is in var.settings.
locals {
  _codeartifact = {
    domain                  = var.platform.codeartifact.domain
    domain_owner_account_id = var.platform.shared_account_id
  }
  _stores = { for purpose in ["artifacts", "data"] : purpose => module.kms.kms_key_arns[purpose] }
  _homes  = { for purpose in ["studio"] : purpose => module.kms.kms_key_arns[purpose] if var.settings.studio }
}

module "kms" {
  source = "../kms"

  context                 = var.context
  administrator_role_arns = [local._deploy_role_arn]
  keys                    = local._keys
  recovery_role_arns      = [local._break_glass_role_arn]
}

module "account_baseline" {
  source = "../account_baseline"

  alert_email_addresses      = [var.platform.alerts_email]
  alternate_contacts         = var.platform.alternate_contacts
  backup_source_kms_key_arns = merge(local._stores, local._homes)
  break_glass_role_arn       = local._break_glass_role_arn
  context                    = var.context
  kms_key_arns               = module.kms.kms_key_arns
  management_role_arns       = [local._deploy_role_arn, local._plan_role_arn]
  monthly_budget = {
    amount   = floor(var.use_case.monthly_budget.amount * var.settings.budget_share)
    currency = var.use_case.monthly_budget.currency
  }
}

module "studio_network" {
  source = "../studio_network"

  context                  = var.context
  kms_key_arns             = module.kms.kms_key_arns
  permissions_boundary_arn = module.personas.permissions_boundary_arn
  subnets                  = var.use_case.network.subnets
  vpc_cidr                 = var.use_case.network.vpc_cidr
}

module "data_store" {
  source = "../data_store"

  access_log_bucket_name = module.account_baseline.access_log_bucket_name
  context                = var.context
  deletion_protection    = var.settings.deletion_protection && !var.decommission
  kms_key_arns           = module.kms.kms_key_arns
  management_role_arns   = [local._deploy_role_arn, local._plan_role_arn]
  network                = module.studio_network.network
  # What is taken down is emptied first, by the one role that is there to do it.
  service_role_arns = concat(tolist(module.account_baseline.backup_role_arns), var.decommission ? [local._deploy_role_arn] : [])
}

module "personas" {
  source = "../personas"

  allowed_instance_types = var.use_case.instance_types
  bucket_names = {
    evidence = [module.data_store.bucket_names["artifacts"]]
    write    = values(module.data_store.bucket_names)
  }
  codeartifact          = merge(local._codeartifact, { repositories = [var.platform.codeartifact.repository] })
  context               = var.context
  identity_role_arns    = local._identity_role_arns
  image_repository_arns = var.image_repository_arns
  kms_key_arns          = module.kms.kms_key_arns
  network               = module.studio_network.network
}

module "studio" {
  source = "../studio"
  count  = var.settings.studio ? 1 : 0

  allowed_instance_types   = var.use_case.instance_types
  codeartifact             = merge(local._codeartifact, { repository = var.platform.codeartifact.repository })
  context                  = var.context
  execution_policy_arns    = module.personas.execution_policy_arns
  images                   = var.studio_images
  kms_key_arns             = module.kms.kms_key_arns
  network                  = module.studio_network.network
  package_request_url      = "https://github.com/${var.platform.ci.github.repository}/actions/workflows/request.yml"
  permissions_boundary_arn = module.personas.permissions_boundary_arn
  profiles                 = local._profiles
}
