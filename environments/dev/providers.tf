provider "aws" {
  region              = local.account.region
  allowed_account_ids = [local.account.account_id]

  assume_role {
    role_arn     = local.deploy_role_arn
    session_name = "mlp-${local.environment}"
  }

  default_tags {
    tags = module.context.tags
  }
}
