# A guard that compares a list with a plain operator, and with one of two subnets.
data "aws_iam_policy_document" "outside_the_vpc" {
  statement {
    sid       = "DenyOutsideTheVpc"
    effect    = "Deny"
    actions   = ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob", "sagemaker:CreateModel"]
    resources = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = "sagemaker:VpcSubnets"
      values   = ["subnet-11112222"]
    }
  }

  statement {
    sid       = "Work"
    actions   = ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob", "sagemaker:CreateModel"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "data_scientist" {
  name   = "data-scientist"
  policy = data.aws_iam_policy_document.outside_the_vpc.json
}

resource "aws_iam_role" "data_scientist" {
  name = "data-scientist"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "data_scientist" {
  role       = aws_iam_role.data_scientist.name
  policy_arn = aws_iam_policy.data_scientist.arn
}
