# fail: aws_cloudwatch_log_group.without_key, aws_sagemaker_domain.without_group
# fail: aws_iam_role.job["anywhere"], aws_iam_role.job["below"], aws_iam_role.job["by_wildcard"], aws_iam_role.full_access
resource "aws_cloudwatch_log_group" "without_key" {
  name = "/aws/sagemaker/TrainingJobs"
}

resource "aws_sagemaker_domain" "without_group" {
  domain_name = "without-group"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

locals {
  grants = {
    anywhere    = { Action = "logs:CreateLogGroup", Resource = "*" }
    below       = { Action = "logs:CreateLogGroup", Resource = "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/sagemaker/*" }
    by_wildcard = { Action = "logs:Create*", Resource = "*" }
  }
}

resource "aws_iam_role" "job" {
  for_each = local.grants

  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "job" {
  for_each = local.grants

  role   = aws_iam_role.job[each.key].id
  policy = jsonencode({ Version = "2012-10-17", Statement = [merge({ Effect = "Allow" }, each.value)] })
}

# AWS's own policy for SageMaker allows it on everything.
resource "aws_iam_role" "full_access" {
  name               = "full-access"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "full_access" {
  role       = aws_iam_role.full_access.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}
