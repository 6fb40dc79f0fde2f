# pass: aws_organizations_organization.this, aws_organizations_policy.opt_out
resource "aws_organizations_organization" "this" {
  feature_set          = "ALL"
  enabled_policy_types = ["AISERVICES_OPT_OUT_POLICY", "SERVICE_CONTROL_POLICY"]
}

locals {
  locked = { "@@operators_allowed_for_child_policies" = ["@@none"] }
}

resource "aws_organizations_policy" "opt_out" {
  name = "opt-out"
  type = "AISERVICES_OPT_OUT_POLICY"

  content = jsonencode({
    services = merge(local.locked, {
      default = merge(local.locked, { opt_out_policy = merge(local.locked, { "@@assign" = "optOut" }) })
    })
  })
}

resource "aws_organizations_policy_attachment" "opt_out" {
  policy_id = aws_organizations_policy.opt_out.id
  target_id = aws_organizations_organization.this.roots[0].id
}
