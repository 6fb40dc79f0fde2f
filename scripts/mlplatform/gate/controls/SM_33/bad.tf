# fail: aws_iam_role.by_wildcard, aws_iam_role.by_name, aws_iam_role.refused_under_a_condition, aws_iam_role.by_all_but
# fail: aws_iam_role.only_creation_refused
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


resource "aws_iam_role" "by_wildcard" {
  name               = "by-wildcard"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "by_wildcard" {
  role = aws_iam_role.by_wildcard.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:Create*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "by_name" {
  name               = "by-name"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "by_name" {
  role = aws_iam_role.by_name.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:UpdateInferenceExperiment", Resource = "arn:aws:sagemaker:eu-west-2:111122223333:inference-experiment/*" },
    ]
  })
}

resource "aws_iam_role" "refused_under_a_condition" {
  name               = "refused-under-a-condition"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "refused_under_a_condition" {
  role = aws_iam_role.refused_under_a_condition.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:*", Resource = "*" },
      { Effect = "Deny", Action = "sagemaker:*InferenceExperiment", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } } },
    ]
  })
}

resource "aws_iam_role" "by_all_but" {
  name               = "by-all-but"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "by_all_but" {
  role = aws_iam_role.by_all_but.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", NotAction = ["iam:*", "s3:*"], Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "only_creation_refused" {
  name               = "only-creation-refused"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "only_creation_refused" {
  role = aws_iam_role.only_creation_refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:*", Resource = "*" },
      { Effect = "Deny", Action = "sagemaker:CreateInferenceExperiment", Resource = "*" },
    ]
  })
}
