# The role that builds and pushes, taken on by workflows of one repository, one branch and one environment of GitHub, whose
# reviewers GitHub asks first. It pushes to these repositories, reads approved packages, and may never do more.
locals {
  _github         = "token.actions.githubusercontent.com"
  _build_name     = "${var.organization}-mlp-images-build"
  _build_role_arn = "arn:${var.context.partition}:iam::${var.context.account_id}:role/${local._build_name}"
  _boundary_arn   = "arn:${var.context.partition}:iam::${var.context.account_id}:policy/${local._build_name}-boundary"
  _packages       = "arn:${var.context.partition}:codeartifact:${var.context.region}:${var.codeartifact.domain_owner_account_id}"

  # Which repositories it comes to: those that are there, and at the most those that are named like them.
  _reach = {
    build    = values(local._arns)
    boundary = ["arn:${var.context.partition}:ecr:${var.context.region}:${var.context.account_id}:repository/${var.organization}-mlp/*"]
  }
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
      values   = ["repo:${var.github.repository}:environment:images"]
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

data "aws_iam_policy_document" "rights" {
  for_each = local._reach

  statement {
    sid       = "PushAndPull"
    actions   = concat(["ecr:DescribeImageScanFindings", "ecr:DescribeImages", "ecr:ListImages"], local._pull, local._push)
    resources = each.value # ECR-03
  }

  statement {
    sid       = "ImageToken"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"] # AWS knows no narrower one
  }

  statement {
    sid       = "PackageToken"
    actions   = ["codeartifact:GetAuthorizationToken"]
    resources = ["${local._packages}:domain/${var.codeartifact.domain}"]
  }

  statement {
    sid       = "PackageBearer"
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
    sid       = "ReadApproved"
    actions   = ["codeartifact:GetRepositoryEndpoint", "codeartifact:ReadFromRepository"]
    resources = ["${local._packages}:repository/${var.codeartifact.domain}/${var.codeartifact.repository}"]
  }
}

resource "aws_iam_policy" "boundary" {
  name        = "${local._build_name}-boundary"
  description = "The most that the role which builds images may ever do."
  policy      = data.aws_iam_policy_document.rights["boundary"].minified_json
}

resource "aws_iam_policy" "build" {
  name        = local._build_name
  description = "Images that are pushed, and approved packages that are read for them."
  policy      = data.aws_iam_policy_document.rights["build"].minified_json
}

resource "aws_iam_role" "build" {
  name                 = local._build_name
  description          = "Taken on by pipelines that build the bank's images."
  assume_role_policy   = data.aws_iam_policy_document.trust.minified_json
  max_session_duration = 3600
  permissions_boundary = local._boundary_arn # IAM-05

  depends_on = [aws_iam_policy.boundary]
}

resource "aws_iam_role_policy_attachment" "build" {
  role       = aws_iam_role.build.name
  policy_arn = aws_iam_policy.build.arn
}
