# The roles that pipelines take on, by tokens of GitHub: one to plan, and one for each environment to apply. They hold
# no right of their own over AWS but to take on the plan role, or the deploy roles of one environment.
locals {
  _github       = "token.actions.githubusercontent.com"
  _provider_arn = "arn:${var.context.partition}:iam::${var.context.account_id}:oidc-provider/${local._github}"
  _environments = ["organization", "shared", "dev", "test", "prod"]

  # Role => the environment of GitHub that it is for, and the roles that it may take on.
  _ci = merge(
    { plan = { environment = "plan", assumes = [for id in local._every_account : "arn:${var.context.partition}:iam::${id}:role/${var.plan_role}"] } },
    { for environment in local._environments : "apply-${environment}" => {
      environment = environment
      assumes = concat(
        [for id in local._accounts[environment] : "arn:${var.context.partition}:iam::${id}:role/${var.deploy_role}"],
        ["arn:${var.context.partition}:iam::${var.context.account_id}:role/${var.state.name}-${environment}"],
      )
    } },
  )

  _accounts      = merge(local._accounts_of, { organization = [var.management_account_id], shared = [var.context.account_id] })
  _every_account = sort(distinct(flatten(values(local._accounts))))

  _ci_names     = { for role in keys(local._ci) : role => "${var.organization}-mlp-ci-${role}" }
  _ci_role_arns = { for role, name in local._ci_names : role => "arn:${var.context.partition}:iam::${var.context.account_id}:role/${name}" }
  _boundary     = "${var.organization}-mlp-ci-boundary"
  _boundary_arn = "arn:${var.context.partition}:iam::${var.context.account_id}:policy/${local._boundary}"

  # Fifty ARNs fit into a policy whatever the names of the roles.
  _assume = merge([for role, ci in local._ci : {
    for index, arns in chunklist(ci.assumes, 50) : "${role}-${index}" => { role = role, arns = arns }
  }]...)
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://${local._github}"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "ci_trust" {
  for_each = local._ci

  statement {
    sid     = "ThisRepositoryAlone"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local._provider_arn]
    }
    condition {
      test     = "StringEquals"
      variable = "${local._github}:aud" # IAM-16
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local._github}:sub" # IAM-16
      values   = ["repo:${var.github.repository}:environment:${each.value.environment}"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local._github}:repository" # IAM-16
      values   = [var.github.repository]
    }
    # A pull request has a ref of its own: it may be planned, and nothing but the one branch is applied. IAM-16.
    dynamic "condition" {
      for_each = each.key == "plan" ? [] : [var.github.ref]
      content {
        test     = "StringEquals"
        variable = "${local._github}:ref"
        values   = [condition.value]
      }
    }
  }
}

resource "aws_iam_role" "ci" {
  for_each = local._ci

  name                 = local._ci_names[each.key]
  description          = each.key == "plan" ? "Taken on by pipelines that plan." : "Taken on by pipelines that apply ${each.value.environment}."
  assume_role_policy   = data.aws_iam_policy_document.ci_trust[each.key].minified_json
  max_session_duration = 3600
  permissions_boundary = local._boundary_arn # IAM-05

  depends_on = [aws_iam_openid_connect_provider.github, aws_iam_policy.boundary]
}

data "aws_iam_policy_document" "assume" {
  for_each = local._assume

  statement {
    sid       = "TakeOn"
    actions   = ["sts:AssumeRole"]
    resources = each.value.arns # XA-01
  }
}

resource "aws_iam_policy" "assume" {
  for_each = local._assume

  name        = "${var.organization}-mlp-ci-${each.key}"
  description = "Which roles of the platform ${local._ci_names[each.value.role]} takes on."
  policy      = data.aws_iam_policy_document.assume[each.key].minified_json
}

resource "aws_iam_role_policy_attachment" "assume" {
  for_each = local._assume

  role       = aws_iam_role.ci[each.value.role].name
  policy_arn = aws_iam_policy.assume[each.key].arn
}

# The most that any of them may ever do, whatever is attached.
data "aws_iam_policy_document" "boundary" {
  statement {
    sid     = "RolesOfThePlatform"
    actions = ["sts:AssumeRole"]
    resources = [
      "arn:${var.context.partition}:iam::*:role/${var.deploy_role}",
      "arn:${var.context.partition}:iam::*:role/${var.plan_role}",
      "arn:${var.context.partition}:iam::${var.context.account_id}:role/${var.state.name}-*",
    ]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceOrgID"
      values   = [var.context.organization_id]
    }
  }

  statement {
    sid       = "Artifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["arn:${var.context.partition}:s3:::${var.organization}-*-shared-artifacts-${var.context.account_id}/*"]
  }

  statement {
    sid       = "KeysOfArtifacts"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:key/*"]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.context.region}.amazonaws.com"]
    }
  }
}

resource "aws_iam_policy" "boundary" {
  name        = local._boundary
  description = "The most that a role of a pipeline may ever do."
  policy      = data.aws_iam_policy_document.boundary.minified_json
}
