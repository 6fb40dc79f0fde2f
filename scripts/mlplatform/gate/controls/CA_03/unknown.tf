# undecided: aws_codeartifact_repository.later, aws_codeartifact_repository.above_is_elsewhere
# undecided: aws_codeartifact_repository.approved, aws_codeartifact_repository.team
# pass: aws_codeartifact_repository.quarantine
resource "terraform_data" "later" {
  input = "approved"
}

resource "aws_codeartifact_domain" "this" {
  domain = "packages"
}

resource "aws_codeartifact_repository" "later" {
  repository = "later"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = terraform_data.later.output
  }
}

resource "aws_codeartifact_repository" "above_is_elsewhere" {
  repository = "above-is-elsewhere"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = "elsewhere"
  }
}

resource "aws_codeartifact_repository" "quarantine" {
  repository = "quarantine"
  domain     = aws_codeartifact_domain.this.domain

  external_connections {
    external_connection_name = "public:pypi"
  }
}

resource "aws_codeartifact_repository" "approved" {
  repository = "approved"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = aws_codeartifact_repository.quarantine.repository
  }
}

resource "aws_codeartifact_repository" "team" {
  repository = "team"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = aws_codeartifact_repository.approved.repository
  }
}
