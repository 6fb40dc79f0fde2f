# The roles people take on, from the bank's identity account. AWS limits a session that one role takes on
# from another to one hour, so the hour is written here for everyone and is no input.
locals {
  _every_persona = {
    data_scientist      = concat(local._guards, ["guard-pipelines", "observe", "studio-door"])
    lead_data_scientist = concat(local._guards, ["observe", "studio-door"])
    ml_engineer         = concat(local._guards, ["observe", "studio-door"])
    data_engineer       = concat(local._guards, ["guard-pipelines", "observe", "studio-door"])
    model_risk_reviewer = ["model-risk-reviewer"]
    security_auditor    = ["security-auditor"]
    platform_engineer   = ["platform-engineer"]
    break_glass         = concat(local._guards, ["guard-pipelines", "break-glass"])
  }

  # Those who are named, and no others: what a persona would carry is made only where the persona stands.
  _persona_policies = { for persona, names in local._every_persona : persona => names if contains(keys(var.identity_role_arns), persona) }

  _persona_attachments = merge([for persona, names in local._persona_policies : {
    for name in names : "${persona}/${name}" => { persona = persona, policy = name }
  }]...)
}

data "aws_iam_policy_document" "persona_trust" {
  for_each = local._persona_policies

  statement {
    sid     = "IdentityRolesOnly"
    actions = ["sts:AssumeRole", "sts:SetSourceIdentity"]

    principals {
      type        = "AWS"
      identifiers = var.identity_role_arns[each.key] # IAM-08
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = [var.context.organization_id]
    }
    # The caller's session already says who it is, and may hand on no other name: one cannot call oneself
    # somebody else and so open somebody else's Studio. Without a source identity nothing matches. IAM-08.
    condition {
      test     = "StringEquals"
      variable = "sts:SourceIdentity"
      values   = ["$${aws:SourceIdentity}"]
    }
    dynamic "condition" {
      for_each = each.key == "break_glass" ? [true] : []
      content {
        test     = "Bool"
        variable = "aws:MultiFactorAuthPresent" # REL-09
        values   = ["true"]
      }
    }
  }
}

resource "aws_iam_role" "persona" {
  for_each = local._persona_policies

  name                 = "${local._prefix}-${replace(each.key, "_", "-")}"
  description          = "Taken on by ${replace(each.key, "_", " ")}s of ${var.context.use_case} in ${var.context.environment}."
  assume_role_policy   = data.aws_iam_policy_document.persona_trust[each.key].minified_json
  max_session_duration = 3600                # REL-09
  permissions_boundary = local._boundary_arn # IAM-05

  depends_on = [aws_iam_policy.boundary]
}

resource "aws_iam_role_policy_attachment" "persona" {
  for_each = local._persona_attachments

  role       = aws_iam_role.persona[each.value.persona].name
  policy_arn = local._policy_arns[each.value.policy]

  depends_on = [aws_iam_policy.this]
}
