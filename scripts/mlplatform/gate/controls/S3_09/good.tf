# pass: aws_s3_bucket.both, aws_s3_bucket.by_reference, aws_s3_bucket.access_logs
locals {
  org     = { Condition = { StringNotEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1" }, BoolIfExists = { "aws:PrincipalIsAWSService" = "false" } } }
  network = { Condition = { StringNotEqualsIfExists = { "aws:SourceVpce" = ["vpce-11112222"] }, BoolIfExists = { "aws:PrincipalIsAWSService" = "false", "aws:ViaAWSService" = "false" }, ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/mlp-deploy" } } }
  deny    = { for name in ["both", "access-logs"] : name => { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::bank-${name}", "arn:aws:s3:::bank-${name}/*"] } }
}

resource "aws_s3_bucket" "both" {
  bucket = "bank-both"
}

resource "aws_s3_bucket_policy" "both" {
  bucket = aws_s3_bucket.both.bucket
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.deny["both"], local.org), merge(local.deny["both"], local.network)] })
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = "vpc-11112222"
  service_name = "com.amazonaws.eu-west-2.s3"
}

resource "aws_s3_bucket" "by_reference" {
  bucket = "bank-by-reference"
}

data "aws_iam_policy_document" "by_reference" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::bank-by-reference", "arn:aws:s3:::bank-by-reference/*"]

    principals {
      type        = "AWS"
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
    resources = ["arn:aws:s3:::bank-by-reference", "arn:aws:s3:::bank-by-reference/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:SourceVpce"
      values   = [aws_vpc_endpoint.s3.id]
    }
  }
}

resource "aws_s3_bucket_policy" "by_reference" {
  bucket = aws_s3_bucket.by_reference.bucket
  policy = data.aws_iam_policy_document.by_reference.json
}

# A bucket of access logs holds no data: there, the organization is enough.
resource "aws_s3_bucket" "access_logs" {
  bucket = "bank-access-logs"
}

resource "aws_s3_bucket_logging" "both" {
  bucket        = aws_s3_bucket.both.bucket
  target_bucket = aws_s3_bucket.access_logs.bucket
  target_prefix = "both/"
}

resource "aws_s3_bucket_policy" "access_logs" {
  bucket = aws_s3_bucket.access_logs.bucket
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.deny["access-logs"], local.org)] })
}
