# pass: aws_sagemaker_domain.single_sign_on, aws_sagemaker_domain.links, aws_iam_role.own_by_name, aws_iam_role.own_by_tag, aws_iam_role.own_and_bound_by_a_deny, aws_iam_role.one_profile
resource "aws_sagemaker_domain" "single_sign_on" {
  domain_name = "single-sign-on"
  auth_mode   = "SSO"
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

resource "aws_iam_role" "own_by_name" {
  name               = "own-by-name"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own_by_name" {
  role = aws_iam_role.own_by_name.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreatePresignedDomainUrl"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*/$${aws:SourceIdentity}"
      Condition = {
        StringEquals = {
          "aws:SourceVpce" = ["vpce-11112222"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "own_by_tag" {
  name               = "own-by-tag"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own_by_tag" {
  role = aws_iam_role.own_by_tag.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreatePresignedDomainUrl"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*"
      Condition = {
        StringEquals = {
          "sagemaker:ResourceTag/studio-user" = "$${aws:SourceIdentity}"
          "aws:SourceVpc"                     = "vpc-11112222"
        }
      }
    }]
  })
}

resource "aws_iam_role" "own_and_bound_by_a_deny" {
  name               = "own-and-bound-by-a-deny"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own_and_bound_by_a_deny" {
  role = aws_iam_role.own_and_bound_by_a_deny.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreatePresignedDomainUrl"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*/$${aws:SourceIdentity}"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:*"]
      Resource = "*"
      Condition = {
        NotIpAddress = {
          "aws:SourceIp" = ["198.51.100.0/24"]
        }
        StringNotEqualsIfExists = {
          "aws:SourceVpce" = ["vpce-11112222"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "one_profile" {
  name               = "one-profile"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "one_profile" {
  role = aws_iam_role.one_profile.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreatePresignedDomainUrl"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/d-exampledomain/u100001"
      Condition = {
        IpAddress = {
          "aws:SourceIp" = "198.51.100.0/24"
        }
      }
    }]
  })
}
