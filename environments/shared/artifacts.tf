# A store and a key for each use case: no key serves two, and no policy has to tell one from the other.
module "artifact_context" {
  source   = "../../modules/context"
  for_each = local.use_cases

  account_id      = local.account.account_id
  environment     = "shared"
  organization    = local.platform.organization
  organization_id = local.platform.organization_id
  region          = local.account.region
  use_case        = each.key
}

module "artifact_keys" {
  source   = "../../modules/kms"
  for_each = local.use_cases

  context                 = module.artifact_context[each.key].context
  administrator_role_arns = [local.deploy_role_arn]
  recovery_role_arns      = [local.factory_role_arn]
  keys = {
    artifacts = {
      description  = "Artifacts of ${each.key} on their way to its accounts."
      via_services = ["s3"]
      cross_account = {
        for environment, arn in module.delivery_roles.deploy_role_arns[each.key] : environment => { role_arn = arn, actions = ["kms:Decrypt", "kms:DescribeKey"] }
      }
    }
  }
}

module "artifact_store" {
  source   = "../../modules/artifact_store"
  for_each = local.use_cases

  access_log_bucket_name = module.account_baseline.access_log_bucket_name
  backup_role_arn        = module.account_baseline.backup_role_arns[0]
  context                = module.artifact_context[each.key].context
  management_role_arns   = [local.deploy_role_arn, local.plan_role_arn]
  deploy_role_arns       = module.delivery_roles.deploy_role_arns[each.key]
  kms_key_arn            = module.artifact_keys[each.key].kms_key_arns["artifacts"]
  pipeline_role_arns     = { for environment in ["dev", "test", "prod"] : environment => module.delivery_roles.ci_role_arns["apply-${environment}"] }
}
