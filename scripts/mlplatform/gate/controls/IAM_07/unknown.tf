# undecided: aws_iam_role.account_later, aws_iam_role.all_later, aws_iam_role.action_later
resource "terraform_data" "later" {
  input = "*"
}

data "aws_iam_policy_document" "account_later" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "aws:SourceAccount"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "account_later" {
  name               = "account-later"
  assume_role_policy = data.aws_iam_policy_document.account_later.json
}

resource "aws_iam_role" "all_later" {
  name = "all-later"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = terraform_data.later.output } }
    }]
  })
}

data "aws_iam_policy_document" "action_later" {
  statement {
    actions = ["sts:${terraform_data.later.output}"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "action_later" {
  name               = "action-later"
  assume_role_policy = data.aws_iam_policy_document.action_later.json
}
