# fail: aws_sagemaker_domain.shows_all, aws_sagemaker_domain.shows_sizes, aws_sagemaker_domain.shows_apps, aws_sagemaker_user_profile.shows_apps, aws_iam_role.relies_on_hiding, aws_iam_role.apps_alone_held, aws_iam_role.any_size_in_a_deny, aws_iam_role.all_values_in_an_allow, aws_iam_role.sets_the_default
resource "aws_sagemaker_domain" "shows_all" {
  domain_name = "shows-all"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "shows_sizes" {
  domain_name = "shows-sizes"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    studio_web_portal_settings {
      hidden_app_types = ["Canvas"]
    }
  }
}

resource "aws_sagemaker_domain" "shows_apps" {
  domain_name = "shows-apps"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    studio_web_portal_settings {
      hidden_instance_types = ["ml.p4d.24xlarge"]
    }
  }
}

resource "aws_sagemaker_user_profile" "shows_apps" {
  domain_id         = "d-exampledomain"
  user_profile_name = "shows-apps"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-shows-apps"

    studio_web_portal_settings {
      hidden_instance_types = ["ml.p4d.24xlarge"]
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

resource "aws_iam_role" "relies_on_hiding" {
  name               = "relies-on-hiding"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "relies_on_hiding" {
  role = aws_iam_role.relies_on_hiding.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
    }]
  })
}

# A space's settings bring another size in.
resource "aws_iam_role" "apps_alone_held" {
  name               = "apps-alone-held"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "apps_alone_held" {
  role = aws_iam_role.apps_alone_held.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateApp"]
      Resource = "*"
      Condition = {
        "ForAnyValue:StringNotEquals" = {
          "sagemaker:InstanceTypes" = ["ml.t3.medium", "ml.m5.large"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "any_size_in_a_deny" {
  name               = "any-size-in-a-deny"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "any_size_in_a_deny" {
  role = aws_iam_role.any_size_in_a_deny.name
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
        "ForAnyValue:StringNotLike" = {
          "sagemaker:InstanceTypes" = ["ml.*"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "all_values_in_an_allow" {
  name               = "all-values-in-an-allow"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "all_values_in_an_allow" {
  role = aws_iam_role.all_values_in_an_allow.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        "ForAllValues:StringEquals" = {
          "sagemaker:InstanceTypes" = ["ml.t3.medium", "ml.m5.large"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "sets_the_default" {
  name               = "sets-the-default"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "sets_the_default" {
  role = aws_iam_role.sets_the_default.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:UpdateUserProfile"]
      Resource = "*"
    }]
  })
}
