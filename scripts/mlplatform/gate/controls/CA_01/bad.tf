# fail: aws_codeartifact_domain.left_to_aws, aws_codeartifact_domain.key_of_aws, aws_codeartifact_domain.foreign_key
resource "aws_codeartifact_domain" "left_to_aws" {
  domain = "left-to-aws"
}

# Scanners take any key for one of the bank's.
resource "aws_codeartifact_domain" "key_of_aws" {
  domain         = "key-of-aws"
  encryption_key = "arn:aws:kms:eu-west-2:111122223333:alias/aws/codeartifact"
}

resource "aws_codeartifact_domain" "foreign_key" {
  domain         = "foreign-key"
  encryption_key = "arn:aws:kms:eu-west-2:999999999999:key/11112222-3333-4444-5555-666677778888"
}
