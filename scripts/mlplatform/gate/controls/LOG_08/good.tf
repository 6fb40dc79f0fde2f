# pass: aws_cloudwatch_log_group.sagemaker["studio"], aws_cloudwatch_log_group.sagemaker["TrainingJobs"]
# pass: aws_sagemaker_domain.this, aws_iam_role.job, aws_iam_role.may_make_what_is_there
resource "aws_kms_key" "logs" {
  description = "Logs of SageMaker."
}

resource "aws_cloudwatch_log_group" "sagemaker" {
  for_each = toset(["studio", "TrainingJobs"])

  name       = "/aws/sagemaker/${each.key}"
  kms_key_id = aws_kms_key.logs.arn
}

resource "aws_sagemaker_domain" "this" {
  domain_name = "this"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "job" {
  name               = "job"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "job" {
  role = aws_iam_role.job.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/sagemaker/*" },
  ] })
}

resource "aws_iam_role" "may_make_what_is_there" {
  name               = "may-make-what-is-there"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "may_make_what_is_there" {
  role = aws_iam_role.may_make_what_is_there.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "logs:CreateLogGroup", Resource = "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/sagemaker/TrainingJobs" },
  ] })
}
