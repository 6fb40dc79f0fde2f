# The one role that brings packages in and takes them away, for workflows of one repository, one branch and one environment
# of GitHub, whose reviewers GitHub asks first. Its boundary says the same as its policy: nothing can be added to it.
locals {
  _github       = "token.actions.githubusercontent.com"
  _intake_name  = "${var.organization}-mlp-packages-intake"
  _intake_arn   = "arn:${var.context.partition}:iam::${var.context.account_id}:role/${local._intake_name}"
  _boundary_arn = "arn:${var.context.partition}:iam::${var.context.account_id}:policy/${local._intake_name}-boundary"
}

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "ThisRepositoryAlone"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [var.oidc_provider_arn]
    }
    condition {
      test     = "StringEquals"
      variable = "${local._github}:aud" # IAM-16
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local._github}:sub" # IAM-16
      values   = ["repo:${var.github.repository}:environment:packages"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local._github}:repository" # IAM-16
      values   = [var.github.repository]
    }
    condition {
      test     = "StringEquals"
      variable = "${local._github}:ref" # IAM-16
      values   = [var.github.ref]
    }
  }
}

# No right over the key: CodeArtifact works with a grant that it got when the domain was made.
data "aws_iam_policy_document" "intake" {
  statement {
    sid       = "Token"
    actions   = ["codeartifact:DescribeDomain", "codeartifact:GetAuthorizationToken", "codeartifact:ListRepositoriesInDomain"]
    resources = [local._domain_arn] # CA-08
  }

  statement {
    sid       = "Bearer"
    actions   = ["sts:GetServiceBearerToken"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "sts:AWSServiceName" # CA-08
      values   = ["codeartifact.amazonaws.com"]
    }
    condition {
      test     = "NumericLessThanEquals"
      variable = "sts:DurationSeconds" # as long as a session, and not twelve hours
      values   = ["3600"]
    }
  }

  statement {
    sid       = "ReadRepositories"
    actions   = local._read_repository
    resources = values(local._repository_arns)
  }

  statement {
    sid       = "ReadPackages"
    actions   = local._read_package
    resources = values(local._package_arns)
  }

  # AWS asks this of the repository that is copied to, and of the package in it.
  statement {
    sid       = "Copy"
    actions   = local._copy
    resources = [local._repository_arns[local._names.approved], local._package_arns[local._names.approved]]
  }

  statement {
    sid       = "Publish"
    actions   = local._publish
    resources = [for name in [local._names.internal, local._names.quarantine] : local._package_arns[name]]
  }

  statement {
    sid       = "TakeAway"
    actions   = local._take_away
    resources = values(local._package_arns)
  }
}

resource "aws_iam_policy" "boundary" {
  name        = "${local._intake_name}-boundary"
  description = "The most that the role which brings packages in may ever do."
  policy      = data.aws_iam_policy_document.intake.minified_json
}

resource "aws_iam_policy" "intake" {
  name        = local._intake_name
  description = "Packages that are brought in, looked at, approved and taken away."
  policy      = data.aws_iam_policy_document.intake.minified_json
}

resource "aws_iam_role" "intake" {
  name                 = local._intake_name
  description          = "Taken on by pipelines that bring packages in."
  assume_role_policy   = data.aws_iam_policy_document.trust.minified_json
  max_session_duration = 3600
  permissions_boundary = local._boundary_arn # IAM-05

  depends_on = [aws_iam_policy.boundary]
}

resource "aws_iam_role_policy_attachment" "intake" {
  role       = aws_iam_role.intake.name
  policy_arn = aws_iam_policy.intake.arn
}
