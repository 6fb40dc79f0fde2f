# undecided: aws_iam_role.tagger, aws_iam_role.unread
# pass: aws_iam_role.other
resource "terraform_data" "later" {
  input = "aws:ResourceTag/use_case"
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "tagger" {
  name               = "tagger"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "tagger" {
  role   = aws_iam_role.tagger.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sagemaker:AddTags", Resource = "*" }] })
}

# Which tag is read, nobody knows yet.
resource "aws_iam_role" "other" {
  name               = "other"
  assume_role_policy = local.trust
}

data "aws_iam_policy_document" "reads_later" {
  statement {
    actions   = ["sagemaker:StopTrainingJob"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = terraform_data.later.output
      values   = ["models"]
    }
  }
}

resource "aws_iam_role_policy" "reads_later" {
  role   = aws_iam_role.other.name
  policy = data.aws_iam_policy_document.reads_later.json
}

resource "aws_iam_role" "unread" {
  name               = "unread"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "unread" {
  role = aws_iam_role.unread.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = terraform_data.later.output, Resource = "*" }]
  })
}
