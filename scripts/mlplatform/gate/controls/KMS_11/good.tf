# pass: aws_kms_key.by_reference, aws_kms_key.by_alias, aws_kms_key.in_a_policy, aws_kms_key.in_a_variable
resource "aws_kms_key" "by_reference" {
  description = "A queue is encrypted with it."
}

resource "aws_sqs_queue" "by_reference" {
  name              = "by-reference"
  kms_master_key_id = aws_kms_key.by_reference.arn
}

resource "aws_kms_key" "by_alias" {
  description = "A log group is, by the ARN of its alias."
}

resource "aws_kms_alias" "by_alias" {
  name          = "alias/bank-logs"
  target_key_id = aws_kms_key.by_alias.key_id
}

resource "aws_cloudwatch_log_group" "by_alias" {
  name       = "by-alias"
  kms_key_id = "arn:aws:kms:eu-west-2:111122223333:${aws_kms_alias.by_alias.name}"
}

resource "aws_kms_key" "in_a_policy" {
  description = "Jobs are to use it at run time."
}

data "aws_iam_policy_document" "in_a_policy" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.in_a_policy.arn]
  }
}

resource "aws_iam_policy" "in_a_policy" {
  name   = "jobs"
  policy = data.aws_iam_policy_document.in_a_policy.json
}

resource "aws_kms_key" "in_a_variable" {
  description = "A function is told which key to use."
}

resource "aws_lambda_function" "in_a_variable" {
  function_name = "in-a-variable"
  role          = "arn:aws:iam::111122223333:role/lambda"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/x@sha256:aaaa"

  environment {
    variables = { KEY = aws_kms_key.in_a_variable.arn }
  }
}
