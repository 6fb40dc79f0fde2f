# pass: aws_iam_policy.written_out, aws_iam_policy.with_a_known_name, aws_iam_policy.from_document, aws_iam_role.this
# pass: aws_s3_bucket_policy.with_arns_known_later, aws_iam_policy.merged
resource "aws_s3_bucket" "first" {
  bucket = "first"
}

resource "aws_s3_bucket" "second" {
  bucket = "second"
}

resource "aws_kms_key" "data" {
  description = "Data. What policy AWS gives it is no policy of this plan."
}

resource "aws_iam_policy" "written_out" {
  name   = "written-out"
  policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"*\"}}"
}

resource "aws_iam_policy" "with_a_known_name" {
  name = "with-a-known-name"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:ListBucket", Resource = "arn:aws:s3:::${aws_s3_bucket.first.bucket}" }]
  })
}

# The key's ARN is known later; the document shows what it will come from.
data "aws_iam_policy_document" "decrypt" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]
  }
}

resource "aws_iam_policy" "from_document" {
  name   = "from-document"
  policy = data.aws_iam_policy_document.decrypt.json
}

data "aws_iam_policy_document" "merged" {
  source_policy_documents = [data.aws_iam_policy_document.decrypt.json]

  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::first/*"]
  }
}

resource "aws_iam_policy" "merged" {
  name   = "merged"
  policy = data.aws_iam_policy_document.merged.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = "this"
  assume_role_policy = data.aws_iam_policy_document.trust.json

  inline_policy {
    name   = "decrypt"
    policy = data.aws_iam_policy_document.decrypt.json
  }
}

data "aws_iam_policy_document" "with_arns_known_later" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.first.arn, "${aws_s3_bucket.first.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "with_arns_known_later" {
  bucket = aws_s3_bucket.first.bucket
  policy = data.aws_iam_policy_document.with_arns_known_later.json
}
