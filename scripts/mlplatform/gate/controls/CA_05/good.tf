# pass: aws_codeartifact_domain_permissions_policy.of_the_organization
# pass: aws_codeartifact_repository_permissions_policy.published_by_ci
# pass: aws_codeartifact_repository_permissions_policy.by_condition
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
