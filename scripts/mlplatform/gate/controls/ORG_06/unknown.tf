# undecided: aws_organizations_policy.later, aws_organizations_policy.nowhere, aws_organizations_organization.this
resource "terraform_data" "later" {
  input = "optOut"
}

locals {
  locked = { "@@operators_allowed_for_child_policies" = ["@@none"] }
}

resource "aws_organizations_policy" "later" {
  name    = "later"
  type    = "AISERVICES_OPT_OUT_POLICY"
  content = jsonencode({ services = { default = { opt_out_policy = { "@@assign" = terraform_data.later.output } } } })
}

resource "aws_organizations_policy" "nowhere" {
  name = "nowhere"
  type = "AISERVICES_OPT_OUT_POLICY"

  content = jsonencode({
    services = merge(local.locked, {
      default = merge(local.locked, { opt_out_policy = merge(local.locked, { "@@assign" = "optOut" }) })
    })
  })
}

# One of them is attached to something that is known only after apply: it may be the root.
resource "aws_organizations_organization" "this" {
  feature_set          = "ALL"
  enabled_policy_types = ["AISERVICES_OPT_OUT_POLICY"]
}

resource "aws_organizations_policy_attachment" "somewhere" {
  policy_id = aws_organizations_policy.nowhere.id
  target_id = terraform_data.later.output
}
