# The way of a package: public-pypi, quarantine, approved. None of these is above another, so that nothing goes this way by
# itself: the intake role brings what was asked for, file by file, and then copies what was approved.
locals {
  _names = { public = "public-pypi", quarantine = "quarantine", approved = var.repository, internal = "internal" }

  _repositories = {
    (local._names.public)     = aws_codeartifact_repository.public
    (local._names.quarantine) = aws_codeartifact_repository.quarantine
    (local._names.approved)   = aws_codeartifact_repository.approved
    (local._names.internal)   = aws_codeartifact_repository.internal
  }

  _repository_arns = { for name in values(local._names) : name => "${local._prefix}:repository/${var.domain}/${name}" }
  _package_arns    = { for name in values(local._names) : name => "${local._prefix}:package/${var.domain}/${name}/pypi/*" }
}

resource "aws_codeartifact_repository" "public" {
  domain      = aws_codeartifact_domain.this.domain
  repository  = local._names.public
  description = "What the public index has, for the intake alone."

  external_connections { # CA-02
    external_connection_name = "public:pypi"
  }
}

resource "aws_codeartifact_repository" "quarantine" {
  domain      = aws_codeartifact_domain.this.domain
  repository  = local._names.quarantine
  description = "What was asked for, while it is looked at."
}

resource "aws_codeartifact_repository" "approved" {
  domain      = aws_codeartifact_domain.this.domain
  repository  = local._names.approved
  description = "What may be installed."

  upstream { # CA-03
    repository_name = aws_codeartifact_repository.internal.repository
  }

  lifecycle {
    prevent_destroy = true # REL-03
  }
}

resource "aws_codeartifact_repository" "internal" {
  domain      = aws_codeartifact_domain.this.domain
  repository  = local._names.internal
  description = "The bank's own packages."

  # They are nowhere else.
  lifecycle {
    prevent_destroy = true # REL-03
  }
}
