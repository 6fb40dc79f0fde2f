# The bank's packages: where they are looked at, where people install from, and the one role that brings them in. Requests,
# approvals and recalls stand in packages/; `mlp packages` reads them.
locals {
  package_keys = {
    packages = {
      description        = "Packages that are looked at, and those that are installed."
      via_services       = ["codeartifact"]
      service_principals = {}
    }
  }
}

module "packages" {
  source = "../../modules/codeartifact"

  consumer_account_ids = flatten([for accounts in values(local.accounts) : values(accounts)])
  context              = module.context.context
  domain               = local.platform.codeartifact.domain
  github               = local.platform.ci.github
  kms_key_arn          = module.kms.kms_key_arns["packages"]
  management_role_arns = [local.deploy_role_arn]
  oidc_provider_arn    = module.delivery_roles.oidc_provider_arn
  organization         = local.platform.organization
  repository           = local.platform.codeartifact.repository
}
