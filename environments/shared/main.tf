module "context" {
  source = "../../modules/context"

  account_id      = local.account.account_id
  environment     = "shared"
  organization    = local.platform.organization
  organization_id = local.platform.organization_id
  region          = local.account.region
  use_case        = "platform"
  tags = {
    data_classification = "internal"
    owner               = local.platform.alerts_email
  }
}

module "kms" {
  source = "../../modules/kms"

  context                 = module.context.context
  administrator_role_arns = [local.deploy_role_arn]
  keys                    = merge(module.account_baseline.keys, local.image_keys, local.package_keys)
  recovery_role_arns      = [local.factory_role_arn]
}

module "account_baseline" {
  source = "../../modules/account_baseline"

  alert_email_addresses = [local.platform.alerts_email]
  alternate_contacts    = local.platform.alternate_contacts
  # People come into this account through the account factory's role, and whenever they do everybody is told.
  backup_further_bucket_names = [for one in module.artifact_context : "${one.context.name_prefix}-artifacts-${local.account.account_id}"]
  backup_source_kms_key_arns  = { for name, keys in module.artifact_keys : "artifacts-${replace(name, "_", "-")}" => keys.kms_key_arns["artifacts"] }
  break_glass_role_arn        = local.factory_role_arn
  context                     = module.context.context
  kms_key_arns                = module.kms.kms_key_arns
  management_role_arns        = [local.deploy_role_arn, local.plan_role_arn]
  monthly_budget              = var.monthly_budget
}

module "state_backend" {
  source = "../../modules/state_backend"

  access_log_bucket_name   = module.account_baseline.access_log_bucket_name
  account_factory_role_arn = local.factory_role_arn
  context                  = module.context.context
  deploy_role_arn          = local.deploy_role_arn
  kms_key_id               = var.state_key_id
  name                     = local.state_name
  reader_role_arns         = [local.plan_role_arn]
  writer_role_arns         = local.state_role_arns
}

module "delivery_roles" {
  source = "../../modules/delivery_roles"

  account_factory_role    = local.platform.account_factory_role
  accounts                = local.accounts
  artifact_stores         = { for name, store in module.artifact_store : name => { bucket_arn = store.bucket_arn, kms_key_arn = module.artifact_keys[name].kms_key_arns["artifacts"] } }
  context                 = module.context.context
  deploy_role             = local.platform.deploy_role
  github                  = local.platform.ci.github
  management_account_id   = local.platform.management_account_id
  organization            = local.platform.organization
  organizational_unit_ids = [local.platform.organizational_units.workloads]
  plan_role               = local.platform.plan_role
  state                   = { name = local.state_name, bucket_name = module.state_backend.bucket_name }
}
