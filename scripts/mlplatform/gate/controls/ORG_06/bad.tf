# fail: aws_organizations_policy.of["unlocked"], aws_organizations_policy.of["opts_in"], aws_organizations_policy.of["one_opts_in"]
# fail: aws_organizations_policy.of["no_default"], aws_organizations_policy.of["locked_in_part"], aws_organizations_policy.below_root
# fail: aws_organizations_organization.without
resource "aws_organizations_organization" "without" {
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}

locals {
  locked = { "@@operators_allowed_for_child_policies" = ["@@none"] }
  out    = merge(local.locked, { opt_out_policy = merge(local.locked, { "@@assign" = "optOut" }) })
  in     = merge(local.locked, { opt_out_policy = merge(local.locked, { "@@assign" = "optIn" }) })
  services = {
    unlocked       = jsonencode({ default = { opt_out_policy = { "@@assign" = "optOut" } } })
    opts_in        = jsonencode(merge(local.locked, { default = local.in }))
    one_opts_in    = jsonencode(merge(local.locked, { default = local.out, lex = local.in }))
    no_default     = jsonencode(merge(local.locked, { lex = local.out }))
    locked_in_part = jsonencode({ default = local.out })
  }
}

resource "aws_organizations_policy" "of" {
  for_each = local.services

  name    = each.key
  type    = "AISERVICES_OPT_OUT_POLICY"
  content = jsonencode({ services = jsondecode(each.value) })
}

resource "aws_organizations_policy" "below_root" {
  name    = "below-root"
  type    = "AISERVICES_OPT_OUT_POLICY"
  content = jsonencode({ services = merge(local.locked, { default = local.out }) })
}

resource "aws_organizations_policy_attachment" "below_root" {
  policy_id = aws_organizations_policy.below_root.id
  target_id = "ou-ab12-11112222"
}
