# undecided: aws_codeartifact_repository.later, aws_codeartifact_repository.one, aws_codeartifact_repository.in_a_domain_known_later
resource "terraform_data" "later" {
  input = "public:npmjs"
}

resource "terraform_data" "domain" {
  input = "packages"
}

resource "aws_codeartifact_domain" "this" {
  domain = "packages"
}

resource "aws_codeartifact_repository" "later" {
  repository = "later"
  domain     = aws_codeartifact_domain.this.domain

  external_connections {
    external_connection_name = terraform_data.later.output
  }
}

resource "aws_codeartifact_repository" "one" {
  repository = "one"
  domain     = aws_codeartifact_domain.this.domain

  external_connections {
    external_connection_name = "public:pypi"
  }
}

resource "aws_codeartifact_repository" "in_a_domain_known_later" {
  repository = "in-a-domain-known-later"
  domain     = terraform_data.domain.output

  external_connections {
    external_connection_name = "public:pypi"
  }
}
