locals {
  platform = yamldecode(file("${path.module}/../platform.yaml"))
  use_case = yamldecode(file("${path.module}/../use_cases/${var.use_case}.yaml"))
  account  = local.use_case.environments[var.environment]
}
