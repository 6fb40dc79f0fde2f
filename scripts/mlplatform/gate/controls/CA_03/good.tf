# pass: aws_codeartifact_repository.quarantine, aws_codeartifact_repository.approved
# pass: aws_codeartifact_repository.team, aws_codeartifact_repository.controlled_quarantine
# pass: aws_codeartifact_repository.controlled_approved, aws_codeartifact_repository.controlled_team
resource "aws_codeartifact_domain" "this" {
  domain = "packages"
}

# Public packages are blocked by default in its root package group, as settings.yaml says.
resource "aws_codeartifact_domain" "controlled" {
  domain = "controlled"
}

# Reviewed packages are copied from here; nothing has it above.

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
}

resource "aws_codeartifact_repository" "team" {
  repository = "team"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = aws_codeartifact_repository.approved.repository
  }
}

resource "aws_codeartifact_repository" "controlled_quarantine" {
  repository = "controlled-quarantine"
  domain     = aws_codeartifact_domain.controlled.domain

  external_connections {
    external_connection_name = "public:pypi"
  }
}

resource "aws_codeartifact_repository" "controlled_approved" {
  repository = "controlled-approved"
  domain     = aws_codeartifact_domain.controlled.domain

  upstream {
    repository_name = aws_codeartifact_repository.controlled_quarantine.repository
  }
}

resource "aws_codeartifact_repository" "controlled_team" {
  repository = "controlled-team"
  domain     = aws_codeartifact_domain.controlled.domain

  upstream {
    repository_name = aws_codeartifact_repository.controlled_approved.repository
  }
}
