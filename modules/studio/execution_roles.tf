# One execution role for each person, and one for nobody.
locals {
  _nobody_role_arn = "${local._iam}:role/${local._prefix}-studio-nobody"
  _role_arns       = { for id in keys(var.profiles) : id => "${local._iam}:role/${local._prefix}-studio-${id}" }

  _role_policies = merge([for id, profile in var.profiles : {
    for number, arn in try(var.execution_policy_arns[profile.persona], []) : "${id}/${number}" => { id = id, arn = arn }
  }]...)
}

data "aws_iam_policy_document" "sagemaker_trust" {
  statement {
    sid = "SageMakerOfThisAccount"
    # The domain sets the name of the profile as source identity, so the role must let it. SM-04.
    actions = ["sts:AssumeRole", "sts:SetSourceIdentity"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount" # IAM-07
      values   = [var.context.account_id]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["${local._sagemaker}:*"]
    }
  }
}

resource "aws_iam_role" "profile" { # SM-05
  for_each = var.profiles

  name                 = "${local._prefix}-studio-${each.key}"
  description          = "What ${each.key} may do inside Studio, as ${replace(each.value.persona, "_", " ")}."
  assume_role_policy   = data.aws_iam_policy_document.sagemaker_trust.minified_json
  permissions_boundary = var.permissions_boundary_arn # IAM-05

  lifecycle {
    precondition {
      condition     = contains(keys(var.execution_policy_arns), each.value.persona)
      error_message = "SM-05: ${each.key} is a \"${each.value.persona}\", which has no execution policies; write one of ${join(", ", keys(var.execution_policy_arns))}."
    }
  }
}

resource "aws_iam_role_policy_attachment" "profile" {
  for_each = local._role_policies

  role       = aws_iam_role.profile[each.value.id].name
  policy_arn = each.value.arn
}

resource "aws_iam_role" "nobody" {
  name                 = "${local._prefix}-studio-nobody"
  description          = "The domain's default execution role: it may do nothing."
  assume_role_policy   = data.aws_iam_policy_document.sagemaker_trust.minified_json
  permissions_boundary = var.permissions_boundary_arn # IAM-05
}

data "aws_iam_policy_document" "nothing" {
  statement {
    sid       = "DenyEverything" # SM-05
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "nobody" {
  name   = "nothing"
  role   = aws_iam_role.nobody.name
  policy = data.aws_iam_policy_document.nothing.minified_json
}
