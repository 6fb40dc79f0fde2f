# fail: aws_iam_policy.with_an_unknown_arn, aws_iam_policy.handed_through, aws_iam_role.unknown_trust
# fail: aws_iam_role.unknown_inline, aws_sqs_queue.without_statement, aws_s3_bucket_policy.of_many
resource "terraform_data" "later" {
  input = "{}"
}

resource "aws_kms_key" "data" {
  description = "Data."
}

# It allows everything, and scanners pass it, because one ARN beside that is not known.
resource "aws_iam_policy" "with_an_unknown_arn" {
  name = "with-an-unknown-arn"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:*", Resource = "*" },
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.data.arn },
    ]
  })
}

resource "aws_iam_policy" "handed_through" {
  name   = "handed-through"
  policy = terraform_data.later.output
}

resource "aws_iam_role" "unknown_trust" {
  name               = "unknown-trust"
  assume_role_policy = terraform_data.later.output
}

resource "aws_iam_role" "unknown_inline" {
  name = "unknown-inline"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })

  inline_policy {
    name   = "later"
    policy = terraform_data.later.output
  }
}

resource "aws_sqs_queue" "without_statement" {
  name   = "without-statement"
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

# Which of the two it will be, only apply tells.
data "aws_iam_policy_document" "of_many" {
  for_each = toset(["s3:GetObject", "s3:*"])

  statement {
    actions   = [each.key]
    resources = [aws_kms_key.data.arn]
  }
}

resource "aws_s3_bucket_policy" "of_many" {
  bucket = "many"
  policy = data.aws_iam_policy_document.of_many[terraform_data.later.output].json
}
