module "context" {
  source = "../../modules/context"

  account_id      = local.account.account_id
  environment     = var.environment
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

module "environment" {
  source = "../../modules/use_case_environment"

  context               = module.context.context
  decommission          = var.decommission
  image_repository_arns = local.image_repository_arns
  platform              = local.platform
  settings              = var.settings
  studio_images         = local.studio_images
  use_case = {
    instance_types = local.use_case.may_launch.instance_types
    members        = local.use_case.members
    monthly_budget = local.use_case.monthly_budget
    network        = local.account.network
  }
}
