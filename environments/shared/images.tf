# The bank's own images: a folder of images/ each, a repository each, and one role that builds and pushes them.
locals {
  images = {
    for file in fileset("${path.module}/images", "*/image.yaml") : dirname(file) => yamldecode(file("${path.module}/images/${file}"))
  }
  image_keys = {
    images = {
      description        = "Images of Studio and of jobs."
      via_services       = ["ecr"]
      service_principals = {}
    }
  }
}

module "images" {
  source = "../../modules/image_registry"

  codeartifact = {
    domain                  = local.platform.codeartifact.domain
    domain_owner_account_id = local.account.account_id
    repository              = local.platform.codeartifact.repository
  }
  consumer_account_ids = flatten([for accounts in values(local.accounts) : values(accounts)])
  context              = module.context.context
  github               = local.platform.ci.github
  images               = { for name, image in local.images : name => { description = image.purpose } }
  kms_key_arn          = module.kms.kms_key_arns["images"]
  management_role_arns = [local.deploy_role_arn]
  oidc_provider_arn    = module.delivery_roles.oidc_provider_arn
  organization         = local.platform.organization
}
