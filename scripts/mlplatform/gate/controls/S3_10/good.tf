# pass: aws_s3_bucket.credit_risk, aws_s3_bucket.fraud, aws_s3_bucket.closed
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_s3_bucket" "credit_risk" {
  bucket = "bank-credit-risk-data"
  tags   = { use_case = "credit_risk" }
}

resource "aws_s3_bucket" "fraud" {
  bucket = "bank-fraud-data"
  tags   = { use_case = "fraud" }
}

resource "aws_iam_role" "credit_risk" {
  name               = "credit-risk"
  assume_role_policy = local.trust
  tags               = { use_case = "credit_risk" }
}

resource "aws_iam_role" "fraud" {
  name               = "fraud"
  assume_role_policy = local.trust
  tags               = { use_case = "fraud" }
}

# One policy for all roles, each of which reaches the buckets of its own tag.
resource "aws_iam_policy" "by_tag" {
  name = "by-tag"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:ListBucket"]
      Resource = ["arn:aws:s3:::bank-$${aws:PrincipalTag/use_case}-data*"]
    }]
  })
}

resource "aws_iam_role_policy_attachment" "by_tag" {
  for_each = { credit_risk = "credit-risk", fraud = "fraud" }

  role       = each.key == "fraud" ? aws_iam_role.fraud.name : aws_iam_role.credit_risk.name
  policy_arn = aws_iam_policy.by_tag.arn
}

data "aws_iam_policy_document" "by_reference" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.fraud.arn}/*"]
  }
}

resource "aws_iam_role_policy" "by_reference" {
  name   = "by-reference"
  role   = aws_iam_role.fraud.name
  policy = data.aws_iam_policy_document.by_reference.json
}

# A bucket whose own policy refuses the others, whatever theirs say.
resource "aws_s3_bucket" "closed" {
  bucket = "bank-closed"
  tags   = { use_case = "credit_risk" }
}

resource "aws_s3_bucket_policy" "closed" {
  bucket = aws_s3_bucket.closed.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::bank-closed", "arn:aws:s3:::bank-closed/*"]
      Condition = { StringNotEquals = { "aws:PrincipalTag/use_case" = "credit_risk" } }
    }]
  })
}

resource "aws_iam_role_policy" "tries" {
  name = "tries"
  role = aws_iam_role.fraud.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = ["arn:aws:s3:::bank-closed*"] }]
  })
}
