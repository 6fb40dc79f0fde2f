# Whom the refusals leave out: always by name, in whatever account, and never by anything that a caller chooses.
locals {
  _prefix   = var.context.name_prefix
  _roles    = "arn:${var.context.partition}:iam::*:role"
  _policies = "arn:${var.context.partition}:iam::*:policy"

  # Stack sets come with roles of this name, which CloudFormation's own linked role makes; the platform's roles come
  # with stack sets. The factory's role is there before anything of ours, and the management account holds it.
  _stack_set_role = "${local._roles}/stacksets-exec-*"
  _factory_role   = "${local._roles}/${var.roles.account_factory}"
  _deploy_role    = "${local._roles}/${var.roles.deploy}"
  _plan_role      = "${local._roles}/${var.roles.plan}"

  _except_deploy = [{ test = "ArnNotLike", variable = "aws:PrincipalArn", values = [local._deploy_role] }]
  _except_release = [{
    test   = "ArnNotLike", variable = "aws:PrincipalArn"
    values = concat([local._deploy_role], [for name in sort(var.release_role_names) : "${local._roles}/${name}"])
  }]
  _except_operators = [{
    test   = "ArnNotLike", variable = "aws:PrincipalArn"
    values = concat([local._deploy_role], [for name in sort(var.operator_role_names) : "${local._roles}/${name}"])
  }]
  _except_makers = [{ test = "ArnNotLike", variable = "aws:PrincipalArn", values = [local._factory_role, local._stack_set_role] }]
}
