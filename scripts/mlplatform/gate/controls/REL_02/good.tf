# pass: aws_s3_bucket.state, aws_s3_bucket.tfplans
resource "aws_s3_bucket" "state" {
  bucket = "bank-tfstate"
}

resource "aws_s3_bucket_policy" "state" {
  bucket = aws_s3_bucket.state.id

  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*Object*"
    Resource  = "arn:aws:s3:::bank-tfstate/*"
    Condition = { ArnNotLike = { "aws:PrincipalArn" = ["arn:aws:iam::111122223333:role/deploy", "arn:aws:iam::444455556666:role/deploy"] } }
  }] })
}

resource "aws_s3_bucket" "tfplans" {
  bucket = "bank-tfplans"
}

data "aws_iam_policy_document" "tfplans" {
  statement {
    effect      = "Deny"
    not_actions = ["s3:ListBucket"]
    resources   = ["arn:aws:s3:::bank-tfplans", "arn:aws:s3:::bank-tfplans/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnNotEquals"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::111122223333:role/deploy-plans"]
    }
  }
}

resource "aws_s3_bucket_policy" "tfplans" {
  bucket = aws_s3_bucket.tfplans.id
  policy = data.aws_iam_policy_document.tfplans.json
}
