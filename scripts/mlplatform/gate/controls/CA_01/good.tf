# pass: aws_codeartifact_domain.this, aws_codeartifact_domain.allowed
resource "aws_kms_key" "packages" {
  description = "Packages."
}

resource "aws_codeartifact_domain" "this" {
  domain         = "packages"
  encryption_key = aws_kms_key.packages.arn
}

resource "aws_codeartifact_domain" "allowed" {
  domain         = "allowed"
  encryption_key = "arn:aws:kms:eu-west-2:444455556666:key/11112222-3333-4444-5555-666677778888"
}
