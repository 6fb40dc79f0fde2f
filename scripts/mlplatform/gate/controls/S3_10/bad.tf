# fail: aws_s3_bucket.by_wildcard, aws_s3_bucket.by_name, aws_s3_bucket.by_its_own_policy, aws_s3_bucket.for_the_organization
# fail: aws_s3_bucket.deny_that_spares
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role" "fraud" {
  name               = "fraud"
  assume_role_policy = local.trust
  tags               = { use_case = "fraud" }
}

resource "aws_iam_role_policy" "fraud" {
  name = "fraud"
  role = aws_iam_role.fraud.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:Get*", Resource = "arn:aws:s3:::bank-wild*/*" },
      { Effect = "Allow", Action = "s3:ListBucket", Resource = "arn:aws:s3:::bank-by-name" },
      { Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::bank-spares/*" },
    ]
  })
}

resource "aws_s3_bucket" "by_wildcard" {
  bucket = "bank-wild-credit-risk"
  tags   = { use_case = "credit_risk" }
}

resource "aws_s3_bucket" "by_name" {
  bucket = "bank-by-name"
  tags   = { use_case = "credit_risk" }
}

resource "aws_s3_bucket" "by_its_own_policy" {
  bucket = "bank-own-policy"
  tags   = { use_case = "credit_risk" }
}

data "aws_iam_policy_document" "by_its_own_policy" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::bank-own-policy/*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.fraud.arn]
    }
  }
}

resource "aws_s3_bucket_policy" "by_its_own_policy" {
  bucket = aws_s3_bucket.by_its_own_policy.bucket
  policy = data.aws_iam_policy_document.by_its_own_policy.json
}

resource "aws_s3_bucket" "for_the_organization" {
  bucket = "bank-for-all"
  tags   = { use_case = "credit_risk" }
}

resource "aws_s3_bucket_policy" "for_the_organization" {
  bucket = aws_s3_bucket.for_the_organization.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::bank-for-all/*"
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
    }]
  })
}

resource "aws_s3_bucket" "deny_that_spares" {
  bucket = "bank-spares"
  tags   = { use_case = "credit_risk" }
}

resource "aws_s3_bucket_policy" "deny_that_spares" { # reading alone is refused
  bucket = aws_s3_bucket.deny_that_spares.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::bank-spares/*"
      Condition = { StringNotEquals = { "aws:PrincipalTag/use_case" = "credit_risk" } }
    }]
  })
}
