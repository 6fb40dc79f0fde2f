# undecided: aws_iam_policy.all_later, aws_iam_policy.denial_later
resource "terraform_data" "later" {
  input = "iam:*"
}

resource "aws_iam_policy" "all_later" {
  name = "all-later"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = terraform_data.later.output, Resource = "*" }]
  })
}

data "aws_iam_policy_document" "denial_later" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }

  statement {
    effect    = "Deny"
    actions   = [terraform_data.later.output]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "denial_later" {
  name   = "denial-later"
  policy = data.aws_iam_policy_document.denial_later.json
}

resource "aws_iam_role" "below" {
  for_each = { all_later = aws_iam_policy.all_later.arn, denial_later = aws_iam_policy.denial_later.arn }

  name                 = each.key
  permissions_boundary = each.value
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}
