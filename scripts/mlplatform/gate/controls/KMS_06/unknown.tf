# undecided: aws_kms_key.whole, aws_kms_key.some_service
resource "terraform_data" "later" {
  input = "s3.eu-west-2.amazonaws.com"
}

resource "aws_kms_key" "whole" {
  description = "One unknown makes all of it unknown."
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = terraform_data.later.output }, Action = "kms:Decrypt", Resource = "*" }]
  })
}

data "aws_iam_policy_document" "some_service" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/job"]
    }

    condition {
      test     = "StringLike"
      variable = "kms:ViaService"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_kms_key" "some_service" { # which may turn out to be a star
  description = "Through what is known only after apply."
  policy      = data.aws_iam_policy_document.some_service.json
}
