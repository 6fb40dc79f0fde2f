# Every policy of this module but the boundary, from the lists of statements in the files beside it. A policy that no
# role here carries is not made: it would lie ready for whoever may attach one.
locals {
  _statements = merge(
    {
      guard-network       = local._guard_network
      guard-volumes       = local._guard_volumes
      guard-outputs       = local._guard_outputs
      guard-actions       = local._guard_actions
      guard-pipelines     = local._guard_pipelines
      studio-common       = local._studio_common
      observe             = local._observe
      studio-door         = local._door
      model-risk-reviewer = local._reviewer
      security-auditor    = local._auditor
      platform-engineer   = local._platform_engineer
      break-glass         = local._break_glass
      sagemaker-job       = local._job
      sagemaker-pipeline  = local._pipeline
    },
    { for persona, statements in local._work : "work-${replace(persona, "_", "-")}" => statements },
  )

  _carried = toset(flatten([
    values(local._persona_policies),
    values(local._service_policies),
    values(local._execution_policies),
  ]))

  _policies = { for name in local._carried : name => local._statements[name] }
}

data "aws_iam_policy_document" "this" {
  for_each = local._policies

  dynamic "statement" {
    for_each = each.value

    content {
      sid           = statement.value.sid
      effect        = try(statement.value.effect, "Allow")
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
      not_resources = try(statement.value.not_resources, null)

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

resource "aws_iam_policy" "this" {
  for_each = local._policies

  name   = "${local._prefix}-${each.key}"
  policy = data.aws_iam_policy_document.this[each.key].minified_json

  lifecycle {
    precondition {
      condition     = length(data.aws_iam_policy_document.this[each.key].minified_json) <= 6144
      error_message = "IAM-118: policy \"${each.key}\" has ${length(data.aws_iam_policy_document.this[each.key].minified_json)} characters and IAM takes 6144; give fewer buckets, subnets, instance types or repositories."
    }
  }
}
