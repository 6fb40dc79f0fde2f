# undecided: aws_s3_bucket_policy.all_later, aws_s3_bucket_policy.principal_later
resource "terraform_data" "later" {
  input = "arn:aws:sts::111122223333:assumed-role/reader/somebody"
}

resource "aws_s3_bucket_policy" "all_later" {
  bucket = "data"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::data/*"
      Principal = { AWS = terraform_data.later.output }
    }]
  })
}

data "aws_iam_policy_document" "principal_later" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::data/*"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_s3_bucket_policy" "principal_later" {
  bucket = "data"
  policy = data.aws_iam_policy_document.principal_later.json
}
