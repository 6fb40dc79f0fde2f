locals {
  platform = yamldecode(file("${path.module}/../platform.yaml"))
  account = {
    account_id = local.platform.management_account_id
    region     = local.platform.region
  }

  # The id of every unit begins with that of the root that it is under.
  root_id = "r-${split("-", local.platform.organizational_units.workloads)[1]}"
  prefix  = "${local.platform.organization}-"

  # Regions that a use case works in, beside the platform's own.
  use_cases = [for page in fileset("${path.module}/../use_cases", "*.yaml") : yamldecode(file("${path.module}/../use_cases/${page}"))]
  regions   = toset(concat([local.platform.region], flatten([for use_case in local.use_cases : [for account in values(use_case.environments) : account.region]])))
}
