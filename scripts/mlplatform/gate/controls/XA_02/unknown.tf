# undecided: aws_iam_role.condition_known_later, aws_s3_bucket_policy.writer_known_later
# undecided: aws_s3_bucket_policy.writer_of_an_unknown_account, aws_s3_bucket_policy.environment_unknown
resource "terraform_data" "later" {
  input = "Approved"
}

resource "aws_iam_role" "condition_known_later" {
  name = "condition-known-later"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/person" } }]
  })
}

data "aws_iam_policy_document" "condition_known_later" {
  statement {
    actions   = ["sagemaker:CreateModelPackage"]
    resources = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = "sagemaker:ModelApprovalStatus"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role_policy" "condition_known_later" {
  role   = aws_iam_role.condition_known_later.name
  policy = data.aws_iam_policy_document.condition_known_later.json
}

resource "aws_s3_bucket" "models" {
  bucket = "bank-models-prod"
  tags   = { environment = "prod" }
}

data "aws_iam_policy_document" "writer_known_later" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::bank-models-prod/*"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_s3_bucket_policy" "writer_known_later" {
  bucket = aws_s3_bucket.models.bucket
  policy = data.aws_iam_policy_document.writer_known_later.json
}

resource "aws_s3_bucket_policy" "writer_of_an_unknown_account" {
  bucket = aws_s3_bucket.models.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::777788889999:role/writer" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::bank-models-prod/*"
    }]
  })
}

resource "aws_s3_bucket" "untagged" {
  bucket = "untagged"
}

resource "aws_s3_bucket" "of_development" {
  bucket = "of-development"
  tags   = { environment = "dev" }
}

# Development writes to it, and nothing says that it is not production's.
resource "aws_s3_bucket_policy" "environment_unknown" {
  bucket = aws_s3_bucket.untagged.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/developer" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::untagged/*"
    }]
  })
}
