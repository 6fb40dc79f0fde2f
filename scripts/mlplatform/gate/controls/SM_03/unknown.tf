# undecided: aws_sagemaker_domain.later, aws_sagemaker_domain.links, aws_iam_role.network_later
resource "terraform_data" "later" {
  input = "SSO"
}

resource "aws_sagemaker_domain" "later" {
  domain_name = "later"
  auth_mode   = terraform_data.later.output
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "links" {
  domain_name = "links"
  auth_mode   = "IAM"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
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

data "aws_iam_policy_document" "network_later" {
  statement {
    actions   = ["sagemaker:CreatePresignedDomainUrl"]
    resources = ["arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*/&{aws:SourceIdentity}"]

    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpce"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "network_later" {
  name               = "network-later"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "network_later" {
  role   = aws_iam_role.network_later.name
  policy = data.aws_iam_policy_document.network_later.json
}
