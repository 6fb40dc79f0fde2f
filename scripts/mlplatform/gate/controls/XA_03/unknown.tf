# undecided: aws_kms_key.policy_known_later, aws_kms_key.principal_known_later, aws_kms_key.role_of_no_use_case
# undecided: aws_kms_key.without_use_case, aws_kms_grant.account_unknown, aws_kms_key.account_unknown
locals {
  own = { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }
}

resource "terraform_data" "later" {
  input = "arn:aws:iam::444455556666:role/bank-credit-risk-test"
}

resource "aws_kms_key" "policy_known_later" {
  description = "Policy known later."
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.own, { Effect = "Allow", Principal = { AWS = terraform_data.later.output }, Action = "kms:Decrypt", Resource = "*" }]
  })
}

data "aws_iam_policy_document" "principal_known_later" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_kms_key" "principal_known_later" {
  description = "Principal known later."
  policy      = data.aws_iam_policy_document.principal_known_later.json
}

resource "aws_kms_key" "role_of_no_use_case" {
  description = "Open to a role of which nothing says whose it is."
  tags        = { use_case = "credit_risk" }
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.own, { Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:role/deploy" }, Action = "kms:Decrypt", Resource = "*" }]
  })
}

resource "aws_kms_key" "without_use_case" {
  description = "Of no use case."
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.own, { Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:role/deploy" }, Action = "kms:Decrypt", Resource = "*" }]
  })
}

# Two accounts manage it, and nothing says whose it is.
resource "aws_kms_key" "account_unknown" {
  description = "Of one of two accounts."
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = ["111122223333", "444455556666"] }, Action = "kms:*", Resource = "*" },
    ]
  })
}

resource "aws_kms_grant" "account_unknown" {
  key_id            = aws_kms_key.account_unknown.key_id
  grantee_principal = "arn:aws:iam::444455556666:role/deploy"
  operations        = ["Decrypt"]
}
