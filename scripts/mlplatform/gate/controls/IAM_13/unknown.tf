# undecided: aws_iam_policy.conditions_later, aws_iam_policy.all_later
resource "terraform_data" "later" {
  input = "VpcSubnets"
}

data "aws_iam_policy_document" "conditions_later" {
  statement {
    effect    = "Allow"
    actions   = ["sagemaker:CreateTrainingJob"]
    resources = ["*"]

    condition {
      test     = "ForAllValues:StringEquals"
      variable = "sagemaker:${terraform_data.later.output}"
      values   = ["subnet-11112222"]
    }
  }
}

resource "aws_iam_policy" "conditions_later" {
  name   = "conditions-later"
  policy = data.aws_iam_policy_document.conditions_later.json
}

resource "aws_iam_policy" "all_later" {
  name = "all-later"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = terraform_data.later.output }]
  })
}
