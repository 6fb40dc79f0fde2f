module "context" {
  source = "../../modules/context"

  account_id      = local.account.account_id
  environment     = "shared"
  organization    = local.platform.organization
  organization_id = local.platform.organization_id
  region          = local.account.region
  use_case        = "organization"
  tags = {
    data_classification = "internal"
    owner               = local.platform.alerts_email
  }
}

module "guardrails" {
  source = "../../modules/organization_guardrails"

  context                 = module.context.context
  corporate_cidrs         = var.corporate_cidrs
  cost_allocation_tags    = var.cost_allocation_tags
  protected_name_prefixes = [local.prefix]
  regions                 = local.regions
  root_id                 = local.root_id
  targets                 = local.platform.organizational_units

  # The shared account's stack set puts the platform's roles into every account of the workloads' unit.
  delegated_administrators = {
    "member.org.stacksets.cloudformation.amazonaws.com" = local.platform.shared_account_id
  }

  # CI and state come over the internet; AWS Backup works in its own network, with a role of ours; auditors read with
  # the bank's own tools, and break-glass comes from wherever it has to.
  network_exempt_role_names = [
    "${local.prefix}mlp-*", "${local.prefix}*-backup", "${local.prefix}*-break-glass", "${local.prefix}*-restore-test",
    "${local.prefix}*-security-auditor",
  ]

  operator_role_names = ["${local.prefix}*-break-glass", "${local.prefix}*-platform-engineer"]

  oidc_subjects = {
    "token.actions.githubusercontent.com" = ["repo:${local.platform.ci.github.repository}:*"]
  }

  roles = {
    account_factory = local.platform.account_factory_role
    deploy          = local.platform.deploy_role
    plan            = local.platform.plan_role
  }
}
