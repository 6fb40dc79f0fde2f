# undecided: aws_kms_key.whole, aws_kms_key.who
# pass: aws_kms_key.through_some_service
resource "terraform_data" "later" {
  input = "arn:aws:iam::111122223333:role/somebody"
}

resource "aws_kms_key" "whole" {
  description = "One unknown makes all of it unknown."
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = terraform_data.later.output }, Action = "kms:*", Resource = "*" }]
  })
}

data "aws_iam_policy_document" "who" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_kms_key" "who" {
  description = "Whoever that will be."
  policy      = data.aws_iam_policy_document.who.json
}

data "aws_iam_policy_document" "through_some_service" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_kms_key" "through_some_service" {
  description = "Whatever the service is: there is one in between."
  policy      = data.aws_iam_policy_document.through_some_service.json
}
