# undecided: aws_s3_bucket.some_endpoint, aws_s3_bucket.whole
resource "terraform_data" "later" {
  input = "vpce-11112222"
}

resource "aws_s3_bucket" "whole" {
  bucket = "bank-whole"
}

resource "aws_s3_bucket_policy" "whole" {
  bucket = aws_s3_bucket.whole.bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = terraform_data.later.output }]
  })
}

resource "aws_s3_bucket" "some_endpoint" {
  bucket = "bank-some-endpoint"
}

data "aws_iam_policy_document" "some_endpoint" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::bank-some-endpoint", "arn:aws:s3:::bank-some-endpoint/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-exampleorg1"]
    }
  }

  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::bank-some-endpoint", "arn:aws:s3:::bank-some-endpoint/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:SourceVpce"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_s3_bucket_policy" "some_endpoint" {
  bucket = aws_s3_bucket.some_endpoint.bucket
  policy = data.aws_iam_policy_document.some_endpoint.json
}
