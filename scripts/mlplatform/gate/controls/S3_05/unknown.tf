# undecided: aws_s3_bucket.whole, aws_s3_bucket.some_key
resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_s3_bucket" "whole" {
  bucket = "bank-whole"
}

resource "aws_s3_bucket_policy" "whole" {
  bucket = aws_s3_bucket.whole.bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:PutObject", Resource = terraform_data.later.output }]
  })
}

resource "aws_s3_bucket" "some_key" {
  bucket = "bank-some-key"
}

data "aws_iam_policy_document" "some_key" {
  statement {
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::bank-some-key/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_s3_bucket_policy" "some_key" {
  bucket = aws_s3_bucket.some_key.bucket
  policy = data.aws_iam_policy_document.some_key.json
}
