# The deploy and plan roles' policies, from policies/*.yaml: the texts from which `mlp bootstrap` makes the same roles
# in the shared account, where Terraform cannot make the role that it runs with.
locals {
  _actions = yamldecode(file("${path.module}/policies/actions.yaml"))
  _held = yamldecode(templatefile("${path.module}/policies/statements.yaml", {
    account_factory_role = var.account_factory_role
    deploy_role          = var.deploy_role
    organization         = var.organization
    plan_role            = var.plan_role
    shared_account_id    = var.context.account_id
    state_bucket         = var.state.bucket_name
    state_name           = var.state.name
  }))

  # Role => policy => what it says in the account of a use case.
  _statements = {
    for role in ["deploy", "plan"] : role => {
      for policy in distinct(concat(keys(local._actions), keys(local._held))) : policy => concat(
        [for actions in [local._read[policy]] : { Sid = "Read", Effect = "Allow", Action = actions, Resource = "*" } if length(actions) > 0],
        [for actions in [local._change[policy]] : { Sid = "Change", Effect = "Allow", Action = actions, Resource = "*" } if length(actions) > 0 && role == "deploy"],
        [for held in lookup(local._held, policy, []) : held.statement if contains(held.accounts, "workloads") && contains(held.roles, role)],
      )
    }
  }
  _policies = { # IAM-02, IAM-04, IAM-09, IAM-21, IAM-22
    for role, policies in local._statements : role => {
      for policy, statements in policies : policy => { Version = "2012-10-17", Statement = statements } if length(statements) > 0
    }
  }

  _read = { for policy in distinct(concat(keys(local._actions), keys(local._held))) : policy => sort(distinct(flatten([
    for service in values(lookup(local._actions, policy, {})) : lookup(service, "read", []) if contains(service.accounts, "workloads")
  ]))) }
  _change = { for policy in distinct(concat(keys(local._actions), keys(local._held))) : policy => sort(distinct(flatten([
    for service in values(lookup(local._actions, policy, {})) : lookup(service, "change", []) if contains(service.accounts, "workloads")
  ]))) }
}
