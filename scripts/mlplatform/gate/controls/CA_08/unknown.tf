# undecided: aws_iam_role.condition_known_later, aws_iam_role.domain_known_later, aws_iam_role.managed_elsewhere
resource "terraform_data" "later" {
  input = "codeartifact.amazonaws.com"
}

locals {
  people = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/analyst" } }]
  })
}

data "aws_iam_policy_document" "condition_known_later" {
  statement {
    actions   = ["sts:GetServiceBearerToken"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "sts:AWSServiceName"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "condition_known_later" {
  name               = "condition-known-later"
  assume_role_policy = local.people
}

resource "aws_iam_role_policy" "condition_known_later" {
  role   = aws_iam_role.condition_known_later.name
  policy = data.aws_iam_policy_document.condition_known_later.json
}

data "aws_iam_policy_document" "domain_known_later" {
  statement {
    actions   = ["codeartifact:GetAuthorizationToken"]
    resources = ["arn:aws:codeartifact:eu-west-2:${terraform_data.later.output}:domain/packages"]
  }
}

resource "aws_iam_role" "domain_known_later" {
  name               = "domain-known-later"
  assume_role_policy = local.people
}

resource "aws_iam_role_policy" "domain_known_later" {
  role   = aws_iam_role.domain_known_later.name
  policy = data.aws_iam_policy_document.domain_known_later.json
}

resource "aws_iam_role" "managed_elsewhere" {
  name               = "managed-elsewhere"
  assume_role_policy = local.people
}

resource "aws_iam_role_policy_attachment" "managed_elsewhere" {
  role       = aws_iam_role.managed_elsewhere.name
  policy_arn = "arn:aws:iam::111122223333:policy/of-another-root"
}
