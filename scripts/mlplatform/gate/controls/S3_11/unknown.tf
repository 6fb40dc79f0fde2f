# undecided: aws_iam_role.bucket_elsewhere, aws_iam_role.later, aws_iam_role.unread, aws_iam_role.some_policy_of_aws
resource "terraform_data" "later" {
  input = "arn:aws:s3:::somewhere/*"
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role" "bucket_elsewhere" { # whose is it?
  name               = "bucket-elsewhere"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "bucket_elsewhere" {
  name = "bucket-elsewhere"
  role = aws_iam_role.bucket_elsewhere.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::some-bucket/*" }]
  })
}

resource "aws_iam_role" "later" {
  name               = "later"
  assume_role_policy = local.trust
}

data "aws_iam_policy_document" "later" {
  statement {
    actions   = ["s3:PutObject"]
    resources = [terraform_data.later.output]
  }
}

resource "aws_iam_role_policy" "later" {
  name   = "later"
  role   = aws_iam_role.later.name
  policy = data.aws_iam_policy_document.later.json
}

resource "aws_iam_role" "unread" {
  name               = "unread"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "unread" {
  name = "unread"
  role = aws_iam_role.unread.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = terraform_data.later.output }]
  })
}

resource "aws_iam_role" "some_policy_of_aws" {
  name               = "some-policy-of-aws"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "some_policy_of_aws" {
  role       = aws_iam_role.some_policy_of_aws.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonAthenaFullAccess"
}
