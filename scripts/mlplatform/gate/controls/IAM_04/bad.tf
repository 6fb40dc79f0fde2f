# fail: aws_iam_role_policy.passes["any"], aws_iam_role_policy.passes["pattern"], aws_iam_role_policy.passes["all_but"]
# fail: aws_iam_role_policy.passes["no_service"], aws_iam_role_policy.passes["any_service"]
# fail: aws_iam_role_policy.passes["service_if_exists"], aws_iam_role_policy.passes["by_wildcard"]
# fail: aws_iam_role_policy.passes["variable"], aws_iam_role_policy.passes["other_than_a_service"]
# fail: aws_iam_role.passer, aws_iam_role.by_pattern, aws_iam_policy.unattached
# pass: aws_iam_role_policy.administrator, aws_iam_role_policy.stronger
locals {
  job     = "arn:aws:iam::111122223333:role/job"
  service = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
  statements = {
    any                  = { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = local.service }
    pattern              = { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/job-*", Condition = local.service }
    all_but              = { Effect = "Allow", Action = "iam:PassRole", NotResource = local.job, Condition = local.service }
    no_service           = { Effect = "Allow", Action = "iam:PassRole", Resource = local.job }
    any_service          = { Effect = "Allow", Action = "iam:PassRole", Resource = local.job, Condition = { StringLike = { "iam:PassedToService" = "*.amazonaws.com" } } }
    service_if_exists    = { Effect = "Allow", Action = "iam:PassRole", Resource = local.job, Condition = { StringEqualsIfExists = { "iam:PassedToService" = "sagemaker.amazonaws.com" } } }
    by_wildcard          = { Effect = "Allow", Action = "IAM:P*", Resource = "*", Condition = local.service }
    variable             = { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/$${aws:username}", Condition = local.service }
    other_than_a_service = { Effect = "Allow", Action = "iam:PassRole", Resource = local.job, Condition = { StringNotEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } } }
  }
}

resource "aws_iam_role_policy" "passes" {
  for_each = local.statements

  name   = each.key
  role   = "of-another-root"
  policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}

resource "aws_iam_policy" "unattached" {
  name   = "unattached"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.statements.any] })
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

# Named exactly, to one service, and stronger than who passes it.
resource "aws_iam_role" "passer" {
  name               = "passer"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "stronger" {
  role = aws_iam_role.passer.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "iam:PassRole"
      Resource  = "arn:aws:iam::111122223333:role/administrator"
      Condition = local.service
    }]
  })
}

resource "aws_iam_role" "administrator" {
  name               = "administrator"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "administrator" {
  role   = aws_iam_role.administrator.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:PutBucketPolicy", Resource = "*" }] })
}

resource "aws_iam_role" "by_pattern" {
  name               = "by-pattern"
  assume_role_policy = local.trust

  inline_policy {
    name   = "passes"
    policy = jsonencode({ Version = "2012-10-17", Statement = [local.statements.any] })
  }
}
