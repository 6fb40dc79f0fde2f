# pass: aws_iam_policy.one_key, aws_iam_policy.by_tag, aws_iam_policy.by_alias, aws_iam_policy.describes, aws_iam_policy.denied
# pass: aws_iam_policy.by_reference, aws_iam_role_policy.inline
resource "aws_kms_key" "this" {
  description = "The one key."
}

locals {
  every = { Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = "*" }
}

resource "aws_iam_policy" "one_key" {
  name = "one-key"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.every, { Resource = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888" })]
  })
}

resource "aws_iam_policy" "by_tag" {
  name = "by-tag"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.every, { Condition = { StringEquals = { "aws:ResourceTag/use_case" = "credit_risk" } } })]
  })
}

resource "aws_iam_policy" "by_alias" {
  name = "by-alias"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.every, { Condition = { "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/bank-data" } } })]
  })
}

resource "aws_iam_policy" "describes" {
  name = "describes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["kms:Describe*", "kms:List*", "kms:Encrypt"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "denied" {
  name = "denied"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.every, { Effect = "Deny", Action = ["kms:Decrypt", "kms:ReEncrypt*"], Resource = "*" }]
  })
}

data "aws_iam_policy_document" "by_reference" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.this.arn]
  }
}

resource "aws_iam_policy" "by_reference" {
  name   = "by-reference"
  policy = data.aws_iam_policy_document.by_reference.json
}

# A boundary gives nothing by itself.
resource "aws_iam_policy" "boundary" {
  name   = "boundary"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "kms:*", Resource = "*" }] })
}

resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "inline" {
  name   = "inline"
  role   = aws_iam_role.bounded.name
  policy = aws_iam_policy.one_key.policy
}
