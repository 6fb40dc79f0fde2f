# fail: aws_kms_key.credit_risk, aws_kms_key.named_in_its_policy, aws_kms_key.shared
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_kms_key" "credit_risk" {
  description = "Trusts every IAM policy of the account."
  tags        = { use_case = "credit_risk" }
}

resource "aws_iam_role" "fraud" {
  name               = "fraud"
  assume_role_policy = local.trust
  tags               = { use_case = "fraud" }
}

resource "aws_iam_role_policy" "fraud" { # through one service, and with every key
  name = "fraud"
  role = aws_iam_role.fraud.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "kms:*"
      Resource  = "arn:aws:kms:eu-west-2:111122223333:key/*"
      Condition = { StringEquals = { "kms:ViaService" = "s3.eu-west-2.amazonaws.com" } }
    }]
  })
}

data "aws_iam_policy_document" "named" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.fraud.arn]
    }
  }
}

resource "aws_kms_key" "named_in_its_policy" {
  description = "Admits a role of another use case by name."
  policy      = data.aws_iam_policy_document.named.json
  tags        = { use_case = "credit_risk" }
}

resource "aws_kms_key" "shared" { # nobody may decrypt with it, but two use cases are encrypted with it
  description = "For the data of whoever comes."
  tags        = { use_case = "credit_risk" }
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }, Action = "kms:PutKeyPolicy", Resource = "*" }]
  })
}

resource "aws_sqs_queue" "fraud" {
  name              = "fraud"
  kms_master_key_id = aws_kms_key.shared.arn
  tags              = { use_case = "fraud" }
}
