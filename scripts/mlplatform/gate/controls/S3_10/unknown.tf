# undecided: aws_s3_bucket.nobodys, aws_s3_bucket.reached_by_somebody, aws_s3_bucket.reached_later
resource "terraform_data" "later" {
  input = "arn:aws:s3:::bank-later/*"
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_s3_bucket" "nobodys" { # carries no tag
  bucket = "bank-nobodys"
}

resource "aws_s3_bucket" "reached_by_somebody" {
  bucket = "bank-reached"
  tags   = { use_case = "credit_risk" }
}

resource "aws_iam_role" "somebody" { # of no use case that it says
  name               = "somebody"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "somebody" {
  name = "somebody"
  role = aws_iam_role.somebody.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::bank-reached/*" }]
  })
}

resource "aws_s3_bucket" "reached_later" {
  bucket = "bank-later"
  tags   = { use_case = "credit_risk" }
}

resource "aws_iam_role" "fraud" {
  name               = "fraud"
  assume_role_policy = local.trust
  tags               = { use_case = "fraud" }
}

data "aws_iam_policy_document" "fraud" {
  statement {
    actions   = ["s3:GetObject"]
    resources = [terraform_data.later.output]
  }
}

resource "aws_iam_role_policy" "fraud" {
  name   = "fraud"
  role   = aws_iam_role.fraud.name
  policy = data.aws_iam_policy_document.fraud.json
}
