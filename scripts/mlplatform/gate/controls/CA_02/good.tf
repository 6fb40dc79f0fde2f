# pass: aws_codeartifact_repository.quarantine_pypi, aws_codeartifact_repository.quarantine_npm
# pass: aws_codeartifact_repository.approved, aws_codeartifact_repository.team
resource "aws_codeartifact_domain" "this" {
  domain = "packages"
}

resource "aws_codeartifact_repository" "quarantine_pypi" {
  repository = "quarantine-pypi"
  domain     = aws_codeartifact_domain.this.domain

  external_connections {
    external_connection_name = "public:pypi"
  }
}

resource "aws_codeartifact_repository" "quarantine_npm" {
  repository = "quarantine-npm"
  domain     = aws_codeartifact_domain.this.domain

  external_connections {
    external_connection_name = "public:npmjs"
  }
}

resource "aws_codeartifact_repository" "approved" {
  repository = "approved"
  domain     = aws_codeartifact_domain.this.domain
}

resource "aws_codeartifact_repository" "team" {
  repository = "team"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = aws_codeartifact_repository.approved.repository
  }
}
