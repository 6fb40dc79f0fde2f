# pass: aws_kms_key.credit_risk, aws_kms_key.fraud
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  key_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource  = "*"
      Condition = { StringEquals = { "kms:ViaService" = "s3.eu-west-2.amazonaws.com" } }
    }]
  })
}

resource "aws_kms_key" "credit_risk" {
  description = "Data of credit risk."
  policy      = local.key_policy
  tags        = { use_case = "credit_risk", environment = "dev" }
}

resource "aws_kms_key" "fraud" {
  description = "Data of fraud."
  policy      = local.key_policy
  tags        = { use_case = "fraud", environment = "dev" }
}

resource "aws_sqs_queue" "fraud" {
  name              = "fraud"
  kms_master_key_id = aws_kms_key.fraud.arn
  tags              = { use_case = "fraud", environment = "dev" }
}

resource "aws_iam_role" "of" {
  for_each = toset(["credit_risk", "fraud"])

  name               = each.key
  assume_role_policy = local.trust
  tags               = { use_case = each.key }
}

# By the key itself, by its tag against one's own, and by its tag.
data "aws_iam_policy_document" "by_reference" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.fraud.arn]
  }
}

resource "aws_iam_role_policy" "by_reference" {
  name   = "by-reference"
  role   = aws_iam_role.of["fraud"].name
  policy = data.aws_iam_policy_document.by_reference.json
}

resource "aws_iam_role_policy" "by_tag" {
  for_each = aws_iam_role.of

  name = "by-tag"
  role = each.value.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "kms:Decrypt"
      Resource  = "arn:aws:kms:eu-west-2:111122223333:key/*"
      Condition = { StringEquals = { "aws:ResourceTag/use_case" = "$${aws:PrincipalTag/use_case}" } }
    }]
  })
}
