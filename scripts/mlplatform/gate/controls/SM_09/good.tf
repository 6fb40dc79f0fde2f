# pass: aws_sagemaker_domain.hides, aws_sagemaker_user_profile.hides, aws_iam_role.held, aws_iam_role.held_by_family, aws_iam_role.refused
resource "aws_sagemaker_domain" "hides" {
  domain_name = "hides"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    studio_web_portal_settings {
      hidden_app_types      = ["Canvas"]
      hidden_instance_types = ["ml.p4d.24xlarge"]
    }
  }
}

resource "aws_sagemaker_user_profile" "hides" {
  domain_id         = "d-exampledomain"
  user_profile_name = "hides"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-hides"

    studio_web_portal_settings {
      hidden_app_types      = ["Canvas"]
      hidden_instance_types = ["ml.p4d.24xlarge"]
    }
  }
}

resource "aws_sagemaker_user_profile" "as_the_domain_says" {
  domain_id         = "d-exampledomain"
  user_profile_name = "as-the-domain-says"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-as-the-domain-says"
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

resource "aws_iam_role" "held" {
  name               = "held"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "held" {
  role = aws_iam_role.held.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        Null = {
          "sagemaker:InstanceTypes" = "true"
        }
      }
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        "ForAnyValue:StringNotEquals" = {
          "sagemaker:InstanceTypes" = ["ml.t3.medium", "ml.m5.large"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "held_by_family" {
  name               = "held-by-family"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "held_by_family" {
  role = aws_iam_role.held_by_family.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:*"]
      Resource = "*"
      Condition = {
        "ForAnyValue:StringNotLike" = {
          "sagemaker:InstanceTypes" = ["ml.t3.*", "system"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "refused" {
  name               = "refused"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "refused" {
  role = aws_iam_role.refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:*"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace", "sagemaker:CreateUserProfile", "sagemaker:UpdateUserProfile", "sagemaker:*Domain"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_role" "platform_apply" {
  name               = "platform-apply"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "platform_apply" {
  role = aws_iam_role.platform_apply.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:*"]
      Resource = "*"
    }]
  })
}
