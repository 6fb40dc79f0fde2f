# The policies, and where they bind. AWS takes five of a kind on one target, its own among them, and 5,120 characters
# in each: what is refused is cut into four SCPs and two RCPs by what it is about, and every plan says if one is full.
locals {
  _service_control = {
    account        = concat(local._account, local._platform)
    network        = local._network
    sagemaker      = local._sagemaker
    sagemaker-keys = local._sagemaker_keys
  }

  _resource_control = {
    identities = concat(local._identities, local._tokens)
    networks   = local._networks
  }

  _statements = merge(
    { for name, statements in local._service_control : name => { type = "SERVICE_CONTROL_POLICY", statements = statements } },
    { for name, statements in local._resource_control : name => { type = "RESOURCE_CONTROL_POLICY", statements = statements } },
  )

  _attachments = merge([for name, id in var.targets : {
    for policy in keys(local._statements) : "${name}/${policy}" => { policy = policy, target = id }
  }]...)
}

data "aws_iam_policy_document" "this" {
  for_each = local._statements

  dynamic "statement" {
    for_each = each.value.statements

    content {
      sid         = statement.value.sid
      effect      = "Deny"
      actions     = try(statement.value.actions, null)
      not_actions = try(statement.value.not_actions, null)
      resources   = try(statement.value.resources, ["*"])

      dynamic "principals" {
        for_each = each.value.type == "RESOURCE_CONTROL_POLICY" ? ["*"] : []

        content {
          type        = "*"
          identifiers = ["*"]
        }
      }

      dynamic "condition" {
        for_each = try(statement.value.conditions, [])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_organizations_policy" "this" {
  for_each = local._statements

  name        = "${local._prefix}-${each.key}"
  description = "Guardrail of the platform; refuses alone. Made by Terraform."
  type        = each.value.type
  content     = data.aws_iam_policy_document.this[each.key].minified_json

  lifecycle {
    precondition {
      condition     = length(data.aws_iam_policy_document.this[each.key].minified_json) <= 5120
      error_message = "ORG-102: policy \"${each.key}\" has ${length(data.aws_iam_policy_document.this[each.key].minified_json)} characters and AWS Organizations takes 5120; name fewer roles, by a common beginning and *, or fewer subnets, VPCs, ranges or subjects."
    }
  }
}

resource "aws_organizations_policy_attachment" "this" {
  for_each = local._attachments

  policy_id = aws_organizations_policy.this[each.value.policy].id
  target_id = each.value.target
}

# What AWS's own AI services are given is not kept by them: in the whole organization, and no account can say otherwise.
resource "aws_organizations_policy" "opt_out" {
  name        = "${local._prefix}-ai-services"
  description = "No AI service of AWS keeps the bank's content. Made by Terraform."
  type        = "AISERVICES_OPT_OUT_POLICY"
  content = jsonencode({ services = { # ORG-06
    "@@operators_allowed_for_child_policies" = ["@@none"]
    default = {
      "@@operators_allowed_for_child_policies" = ["@@none"]
      opt_out_policy = {
        "@@operators_allowed_for_child_policies" = ["@@none"]
        "@@assign"                               = "optOut"
      }
    }
  } })
}

resource "aws_organizations_policy_attachment" "opt_out" {
  policy_id = aws_organizations_policy.opt_out.id
  target_id = var.root_id # ORG-06
}
