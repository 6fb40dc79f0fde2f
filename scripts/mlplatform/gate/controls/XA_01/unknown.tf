# undecided: aws_iam_role.trust_known_later, aws_iam_role.principal_known_later, aws_iam_role.account_of_nobody
# undecided: aws_iam_role.without_environment, aws_iam_role.by_federation
resource "terraform_data" "later" {
  input = "arn:aws:iam::999988887777:role/pipeline"
}

resource "aws_iam_role" "trust_known_later" {
  name = "trust-known-later"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = terraform_data.later.output } }]
  })
}

data "aws_iam_policy_document" "principal_known_later" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "principal_known_later" {
  name               = "principal-known-later"
  tags               = { environment = "prod" }
  assume_role_policy = data.aws_iam_policy_document.principal_known_later.json
}

resource "aws_iam_role" "account_of_nobody" {
  name = "account-of-nobody"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::777788889999:role/pipeline" } }]
  })
}

# It may be of production, and development comes to it.
resource "aws_iam_role" "without_environment" {
  name = "without-environment"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/developer" } }]
  })
}

# Anything stands at the other end of the federation.
resource "aws_iam_role" "by_federation" {
  name = "by-federation"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithSAML"
      Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/staff" }
    }]
  })
}

# Two environments in one plan, so that the plan does not tell one for what is without the tag.
resource "aws_s3_bucket" "of_development" {
  bucket = "of-development"
  tags   = { environment = "dev" }
}
