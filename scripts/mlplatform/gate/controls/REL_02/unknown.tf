# undecided: aws_s3_bucket.tfstate_later, aws_s3_bucket.tfstate_of_whom
resource "terraform_data" "later" {
  input = "arn:aws:iam::111122223333:role/deploy"
}

resource "aws_s3_bucket" "tfstate_later" {
  bucket = "bank-one"
}

resource "aws_s3_bucket_policy" "later" {
  bucket = aws_s3_bucket.tfstate_later.id
  policy = terraform_data.later.output
}

resource "aws_s3_bucket" "tfstate_of_whom" {
  bucket = "bank-two"
}

data "aws_iam_policy_document" "of_whom" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::bank-two/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnNotLike"
      variable = "aws:PrincipalArn"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_s3_bucket_policy" "of_whom" {
  bucket = aws_s3_bucket.tfstate_of_whom.id
  policy = data.aws_iam_policy_document.of_whom.json
}
