# pass: aws_iam_role.bounded, aws_iam_role.bounded_by_arn, aws_iam_role.platform, aws_iam_user.bounded
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_policy" "boundary" {
  name = "boundary"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role" "bounded_by_arn" {
  name                 = "bounded-by-arn"
  assume_role_policy   = local.trust
  permissions_boundary = "arn:aws:iam::111122223333:policy/boundary"
}

resource "aws_iam_role" "platform" {
  name               = "deploy"
  path               = "/platform/"
  assume_role_policy = local.trust
}

resource "aws_iam_user" "bounded" {
  name                 = "bounded"
  permissions_boundary = "arn:aws:iam::111122223333:policy/boundary"
}
