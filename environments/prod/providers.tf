provider "aws" {
  region              = local.account.region
  allowed_account_ids = [local.account.account_id]

  assume_role {
    role_arn     = "arn:aws:iam::${local.account.account_id}:role/${coalesce(var.role_name, local.platform.deploy_role)}"
    session_name = "mlp-${var.environment}"
  }

  default_tags {
    tags = module.context.tags
  }
}
