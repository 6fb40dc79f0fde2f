# pass: aws_sagemaker_user_profile.own["u100001"], aws_sagemaker_user_profile.own["u100002"], aws_sagemaker_user_profile.own_by_name
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

resource "aws_sagemaker_domain" "this" {
  domain_name = "this"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  default_space_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-shared"
  }
}

resource "aws_iam_role" "own" {
  for_each = toset(["u100001", "u100002"])

  name               = "studio-${each.key}"
  assume_role_policy = local.trust
}

resource "aws_sagemaker_user_profile" "own" {
  for_each = toset(["u100001", "u100002"])

  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = each.key

  user_settings {
    execution_role = aws_iam_role.own[each.key].arn
  }
}

resource "aws_sagemaker_user_profile" "own_by_name" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "own-by-name"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-u100003"
  }
}
