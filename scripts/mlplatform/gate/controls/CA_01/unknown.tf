# undecided: aws_codeartifact_domain.later
resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_codeartifact_domain" "later" {
  domain         = "later"
  encryption_key = terraform_data.later.output
}
