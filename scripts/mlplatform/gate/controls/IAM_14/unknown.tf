# undecided: aws_iam_policy.all_later
# pass: aws_iam_policy.resource_later
resource "terraform_data" "later" {
  input = "arn:aws:s3:::data"
}

resource "aws_iam_policy" "all_later" {
  name = "all-later"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = terraform_data.later.output }]
  })
}

# Not surely dead.
data "aws_iam_policy_document" "resource_later" {
  statement {
    actions   = ["s3:GetObject"]
    resources = [terraform_data.later.output]
  }
}

resource "aws_iam_policy" "resource_later" {
  name   = "resource-later"
  policy = data.aws_iam_policy_document.resource_later.json
}
