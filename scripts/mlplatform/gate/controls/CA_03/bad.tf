# fail: aws_codeartifact_repository.beside_quarantine, aws_codeartifact_repository.left, aws_codeartifact_repository.right
# fail: aws_codeartifact_repository.also_beside_quarantine
# pass: aws_codeartifact_repository.quarantine, aws_codeartifact_repository.internal, aws_codeartifact_repository.below_circle
resource "aws_codeartifact_domain" "this" {
  domain = "packages"
}

resource "aws_codeartifact_repository" "quarantine" {
  repository = "quarantine"
  domain     = aws_codeartifact_domain.this.domain

  external_connections {
    external_connection_name = "public:pypi"
  }
}

resource "aws_codeartifact_repository" "beside_quarantine" {
  repository = "beside-quarantine"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = aws_codeartifact_repository.quarantine.repository
  }
}

resource "aws_codeartifact_repository" "internal" {
  repository = "internal"
  domain     = aws_codeartifact_domain.this.domain
}

resource "aws_codeartifact_repository" "also_beside_quarantine" {
  repository = "also-beside-quarantine"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = aws_codeartifact_repository.internal.repository
  }

  upstream {
    repository_name = "quarantine"
  }
}

resource "aws_codeartifact_repository" "left" {
  repository = "left"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = "right"
  }
}

resource "aws_codeartifact_repository" "right" {
  repository = "right"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = "left"
  }
}

resource "aws_codeartifact_repository" "below_circle" {
  repository = "below-circle"
  domain     = aws_codeartifact_domain.this.domain

  upstream {
    repository_name = "left"
  }
}
