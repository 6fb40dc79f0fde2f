# pass: aws_codeartifact_domain_permissions_policy.of_the_organization
# pass: aws_codeartifact_repository_permissions_policy.published_by_ci
# pass: aws_codeartifact_repository_permissions_policy.by_condition
# pass: aws_codeartifact_repository_permissions_policy.published_by_github
# pass: aws_codeartifact_repository_permissions_policy.published_by_gitlab
resource "aws_codeartifact_domain" "this" {
  domain = "packages"
}

resource "aws_iam_role" "publisher" {
  name = "publisher"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

data "aws_iam_policy_document" "published_by_ci" {
  statement {
    actions   = ["codeartifact:PublishPackageVersion", "codeartifact:PutPackageMetadata"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.publisher.arn]
    }
  }
  statement {
    actions   = ["codeartifact:ReadFromRepository", "codeartifact:GetPackageVersion*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::444455556666:root", "111122223333"]
    }
  }
  statement {
    actions   = ["codeartifact:CopyPackageVersions", "codeartifact:UpdateRepository"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::999988887777:role/platform-packages"]
    }
  }
}

resource "aws_codeartifact_repository_permissions_policy" "published_by_ci" {
  domain          = aws_codeartifact_domain.this.domain
  repository      = "approved"
  policy_document = data.aws_iam_policy_document.published_by_ci.json
}

resource "aws_codeartifact_domain_permissions_policy" "of_the_organization" {
  domain = aws_codeartifact_domain.this.domain
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = ["codeartifact:GetAuthorizationToken", "codeartifact:DescribeDomain"]
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
    }]
  })
}

# The condition names the one role of an account that is meant.
resource "aws_codeartifact_repository_permissions_policy" "by_condition" {
  domain     = aws_codeartifact_domain.this.domain
  repository = "internal"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::999988887777:root" }
      Action    = "codeartifact:PublishPackageVersion"
      Resource  = "*"
      Condition = { ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::999988887777:role/platform-packages" } }
    }]
  })
}

# Workflows of one repository, in one environment, and nobody else. Who may not publish is refused besides.
resource "aws_iam_role" "github" {
  name = "github"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::999988887777:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringEquals = {
        "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
        "token.actions.githubusercontent.com:sub" = "repo:bank/ml-platform:environment:packages"
      } }
    }]
  })
}

resource "aws_codeartifact_repository_permissions_policy" "published_by_github" {
  domain     = aws_codeartifact_domain.this.domain
  repository = "published-by-github"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::999988887777:role/github" }
        Action    = ["codeartifact:CopyPackageVersions", "codeartifact:PublishPackageVersion", "codeartifact:UpdatePackageVersionsStatus"]
        Resource  = "*"
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = ["codeartifact:CopyPackageVersions", "codeartifact:PublishPackageVersion", "codeartifact:UpdatePackageVersionsStatus"]
        Resource  = "*"
        Condition = { ArnNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::999988887777:role/github" } }
      },
    ]
  })
  depends_on = [aws_iam_role.github]
}

# Builds and pipelines of the bank's own host, and AWS's.
data "aws_iam_policy_document" "gitlab" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::999988887777:oidc-provider/gitlab.bank.example"]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.bank.example:aud"
      values   = ["https://gitlab.bank.example"]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.bank.example:sub"
      values   = ["project_path:bank/packages:ref_type:branch:ref:main"]
    }
  }
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codebuild.amazonaws.com", "codepipeline.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "gitlab" {
  name               = "gitlab"
  assume_role_policy = data.aws_iam_policy_document.gitlab.json
}

data "aws_iam_policy_document" "published_by_gitlab" {
  statement {
    actions   = ["codeartifact:PublishPackageVersion"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.gitlab.arn]
    }
  }
}

resource "aws_codeartifact_repository_permissions_policy" "published_by_gitlab" {
  domain          = aws_codeartifact_domain.this.domain
  repository      = "published-by-gitlab"
  policy_document = data.aws_iam_policy_document.published_by_gitlab.json
}
