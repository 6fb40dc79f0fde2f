# fail: aws_codeartifact_repository.first, aws_codeartifact_repository.second, aws_codeartifact_repository.mixed
# pass: aws_codeartifact_repository.internal
resource "aws_codeartifact_domain" "this" {
  domain = "packages"
}

resource "aws_codeartifact_repository" "first" {
  repository = "first"
  domain     = aws_codeartifact_domain.this.domain

  external_connections {
    external_connection_name = "public:pypi"
  }
}

resource "aws_codeartifact_repository" "second" {
  repository = "second"
  domain     = aws_codeartifact_domain.this.domain

  external_connections {
    external_connection_name = "public:pypi"
  }
}

resource "aws_codeartifact_repository" "internal" {
  repository = "internal"
  domain     = aws_codeartifact_domain.this.domain
}

resource "aws_codeartifact_repository" "mixed" {
  repository = "mixed"
  domain     = aws_codeartifact_domain.this.domain

  external_connections {
    external_connection_name = "public:npmjs"
  }

  upstream {
    repository_name = aws_codeartifact_repository.internal.repository
  }
}
