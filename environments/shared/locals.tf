locals {
  platform = yamldecode(file("${path.module}/../platform.yaml"))
  account = {
    account_id = local.platform.shared_account_id
    region     = local.platform.region
  }

  # Use case => what its page says.
  use_cases = {
    for name in fileset("${path.module}/../use_cases", "*.yaml") :
    trimsuffix(name, ".yaml") => yamldecode(file("${path.module}/../use_cases/${name}"))
  }
  accounts = {
    for name, use_case in local.use_cases : name => { for environment, account in use_case.environments : environment => account.account_id }
  }

  iam              = "arn:aws:iam::${local.account.account_id}:role"
  deploy_role_arn  = "${local.iam}/${local.platform.deploy_role}"
  plan_role_arn    = "${local.iam}/${local.platform.plan_role}"
  factory_role_arn = "${local.iam}/${local.platform.account_factory_role}"
  state_name       = "${local.platform.organization}-mlp-state"
  state_role_arns  = [for environment in ["organization", "shared", "dev", "test", "prod"] : "${local.iam}/${local.state_name}-${environment}"]
}
