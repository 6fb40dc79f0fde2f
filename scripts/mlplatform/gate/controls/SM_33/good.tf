# pass: aws_iam_role.refused, aws_iam_role.platform_apply
locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::555566667777:role/people" }
    }]
  })
}


resource "aws_iam_role" "refused" {
  name               = "refused"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "refused" {
  role = aws_iam_role.refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:*", Resource = "*" },
      { Effect = "Deny", Action = "sagemaker:*InferenceExperiment", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "platform_apply" {
  name               = "platform-apply"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "platform_apply" {
  role = aws_iam_role.platform_apply.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:*", Resource = "*" },
    ]
  })
}
