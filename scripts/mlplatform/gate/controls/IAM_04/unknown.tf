# undecided: aws_iam_role_policy.action_later, aws_iam_role_policy.role_later, aws_iam_role_policy.all_later, aws_iam_role.passer
# pass: aws_iam_role_policy.foreign_role
resource "terraform_data" "later" {
  input = "arn:aws:iam::111122223333:role/*"
}

data "aws_iam_policy_document" "role_later" {
  statement {
    actions   = ["iam:PassRole"]
    resources = [terraform_data.later.output]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["sagemaker.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "role_later" {
  role   = "of-another-root"
  policy = data.aws_iam_policy_document.role_later.json
}

resource "aws_iam_role_policy" "all_later" {
  name = "all-later"
  role = "of-another-root"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = terraform_data.later.output }]
  })
}

# What the role may do stands in another root.
resource "aws_iam_role" "passer" {
  name = "passer"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "foreign_role" {
  role = aws_iam_role.passer.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "iam:PassRole"
      Resource  = "arn:aws:iam::111122223333:role/of-another-root"
      Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
    }]
  })
}

data "aws_iam_policy_document" "action_later" {
  statement {
    actions   = [terraform_data.later.output]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "action_later" {
  name   = "action-later"
  role   = "of-another-root"
  policy = data.aws_iam_policy_document.action_later.json
}
