# undecided: aws_sagemaker_domain.later, aws_iam_role.deny_later
resource "terraform_data" "later" {
  input = ["ml.p4d.24xlarge"]
}

resource "aws_sagemaker_domain" "later" {
  domain_name = "later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    studio_web_portal_settings {
      hidden_app_types      = ["Canvas"]
      hidden_instance_types = terraform_data.later.output
    }
  }
}

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

data "aws_iam_policy_document" "deny_later" {
  statement {
    actions   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
    resources = ["*"]
  }

  statement {
    effect    = "Deny"
    actions   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
    resources = ["*"]

    condition {
      test     = "ForAnyValue:StringNotEquals"
      variable = "sagemaker:InstanceTypes"
      values   = terraform_data.later.output
    }
  }
}

resource "aws_iam_role" "deny_later" {
  name               = "deny-later"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "deny_later" {
  role   = aws_iam_role.deny_later.name
  policy = data.aws_iam_policy_document.deny_later.json
}
