# pass: aws_iam_role.named, aws_iam_role.on_condition, aws_iam_role.bounded, aws_iam_role.by_reference, aws_iam_group.denied
# pass: aws_iam_role.by_account
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  anywhere = { Effect = "Allow", Action = ["s3:PutObject", "s3:GetObject"], Resource = "*" }
}

resource "aws_s3_bucket" "data" {
  bucket = "bank-data"
}

resource "aws_iam_role" "named" {
  name               = "named"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "named" {
  name   = "named"
  role   = aws_iam_role.named.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.anywhere, { Resource = "arn:aws:s3:::bank-data/in/*" })] })
}

resource "aws_iam_role" "on_condition" {
  name               = "on-condition"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "on_condition" {
  name   = "on-condition"
  role   = aws_iam_role.on_condition.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.anywhere, { Condition = { StringEquals = { "aws:ResourceOrgID" = "o-exampleorg1" } } })] })
}

resource "aws_iam_role" "by_account" {
  name               = "by-account"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "by_account" {
  name   = "by-account"
  role   = aws_iam_role.by_account.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.anywhere, { Condition = { StringEquals = { "s3:ResourceAccount" = "111122223333" } } })] })
}

# The boundary refuses it, whatever is attached.
resource "aws_iam_policy" "boundary" {
  name = "boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = "s3:*Object*", Resource = "*", Condition = { StringNotEquals = { "aws:ResourceOrgID" = "o-exampleorg1" } } },
    ]
  })
}

resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "bounded" {
  role       = aws_iam_role.bounded.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
}

resource "aws_iam_role" "by_reference" {
  name               = "by-reference"
  assume_role_policy = local.trust
}

data "aws_iam_policy_document" "by_reference" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.data.arn}/*"]
  }
}

resource "aws_iam_role_policy" "by_reference" {
  name   = "by-reference"
  role   = aws_iam_role.by_reference.name
  policy = data.aws_iam_policy_document.by_reference.json
}

resource "aws_iam_group" "denied" {
  name = "denied"
}

resource "aws_iam_group_policy" "denied" {
  name  = "denied"
  group = aws_iam_group.denied.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [local.anywhere, {
      Effect      = "Deny"
      Action      = "s3:Put*"
      NotResource = "arn:aws:s3:::bank-data/*"
      Condition   = { StringNotEqualsIfExists = { "aws:ResourceOrgID" = "o-exampleorg1" } }
    }]
  })
}
