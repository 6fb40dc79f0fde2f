# undecided: aws_iam_role.of["guard_known_later"], aws_iam_role.of["policy_known_later"], aws_iam_role.of["policy_of_nobody"]
# undecided: aws_sagemaker_monitoring_schedule.of_bias
locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "terraform_data" "later" {
  input = "subnet-11112222"
}

resource "aws_iam_role" "of" {
  for_each = toset(["guard_known_later", "policy_known_later", "policy_of_nobody"])

  name               = each.value
  assume_role_policy = local.trust
}

data "aws_iam_policy_document" "later" {
  statement {
    actions   = ["sagemaker:CreateMonitoringSchedule"]
    resources = ["*"]
  }

  statement {
    effect    = "Deny"
    actions   = ["sagemaker:CreateMonitoringSchedule"]
    resources = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = terraform_data.later.output
      values   = ["subnet-11112222"]
    }
  }
}

resource "aws_iam_role_policy" "guard_known_later" {
  role   = aws_iam_role.of["guard_known_later"].name
  policy = data.aws_iam_policy_document.later.json
}

resource "aws_iam_role_policy" "policy_known_later" {
  role = aws_iam_role.of["policy_known_later"].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::${terraform_data.later.output}/*" }]
  })
}

resource "aws_iam_role_policy_attachment" "policy_of_nobody" {
  role       = aws_iam_role.of["policy_of_nobody"].name
  policy_arn = "arn:aws:iam::111122223333:policy/made-by-hand"
}

resource "aws_sagemaker_monitoring_schedule" "of_bias" {
  name = "bias"

  monitoring_schedule_config {
    monitoring_job_definition_name = "bias"
    monitoring_type                = "ModelBias"
  }
}
