# CodeArtifact, whole.
data "aws_iam_policy_document" "packages" {
  statement {
    actions   = ["codeartifact:ReadFromRepository"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.account}:root"]
    }
  }
}

resource "aws_codeartifact_domain" "this" {
  domain         = local.prefix
  encryption_key = aws_kms_key.this.arn
}

resource "aws_codeartifact_domain_permissions_policy" "this" {
  domain          = aws_codeartifact_domain.this.domain
  policy_document = data.aws_iam_policy_document.packages.json
}

resource "aws_codeartifact_repository" "upstream" {
  domain     = aws_codeartifact_domain.this.domain
  repository = "upstream"
  external_connections {
    external_connection_name = "public:pypi"
  }
}

resource "aws_codeartifact_repository" "approved" {
  domain      = aws_codeartifact_domain.this.domain
  repository  = "approved"
  description = "Scanned and approved."
  upstream {
    repository_name = aws_codeartifact_repository.upstream.repository
  }
}

resource "aws_codeartifact_repository_permissions_policy" "this" {
  domain          = aws_codeartifact_domain.this.domain
  repository      = aws_codeartifact_repository.approved.repository
  policy_document = data.aws_iam_policy_document.packages.json
}
