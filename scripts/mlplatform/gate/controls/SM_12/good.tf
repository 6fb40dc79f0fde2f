# pass: aws_iam_role.refused_making, aws_iam_role.refused_by_boundary, aws_iam_role.held_by_a_deny, aws_iam_role.held_by_one_exact_configuration, aws_iam_role.held_to_none, aws_iam_role.held_by_its_allows, aws_ssoadmin_permission_set.refused
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

# Finds only the platform's to attach.
resource "aws_iam_role" "refused_making" {
  name               = "refused-making"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "refused_making" {
  role = aws_iam_role.refused_making.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateStudioLifecycleConfig"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_role" "refused_by_boundary" {
  name                 = "refused-by-boundary"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_role_policy" "refused_by_boundary" {
  role = aws_iam_role.refused_by_boundary.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_policy" "ceiling" {
  name = "ceiling"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace", "s3:*"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_role" "held_by_a_deny" {
  name               = "held-by-a-deny"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "held_by_a_deny" {
  role = aws_iam_role.held_by_a_deny.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:Create*", "sagemaker:Update*"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateStudioLifecycleConfig"]
      Resource = "arn:aws:sagemaker:*:*:studio-lifecycle-config/*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace", "sagemaker:CreateUserProfile", "sagemaker:UpdateUserProfile", "sagemaker:CreateDomain", "sagemaker:UpdateDomain"]
      Resource = "*"
      Condition = {
        "ForAnyValue:ArnNotLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "held_by_one_exact_configuration" {
  name               = "held-by-one-exact-configuration"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "held_by_one_exact_configuration" {
  role = aws_iam_role.held_by_one_exact_configuration.name
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
        "ForAnyValue:StringNotEquals" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-pip"]
        }
      }
    }]
  })
}

# May attach nothing at all.
resource "aws_iam_role" "held_to_none" {
  name               = "held-to-none"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "held_to_none" {
  role = aws_iam_role.held_to_none.name
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
          "sagemaker:StudioLifecycleConfigArns" = "false"
        }
      }
    }]
  })
}

resource "aws_iam_role" "held_by_its_allows" {
  name               = "held-by-its-allows"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "held_by_its_allows" {
  role = aws_iam_role.held_by_its_allows.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        "ForAllValues:ArnLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"]
        }
        Null = {
          "sagemaker:StudioLifecycleConfigArns" = "false"
        }
      }
      }, {
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        Null = {
          "sagemaker:StudioLifecycleConfigArns" = "true"
        }
      }
    }]
  })
}

resource "aws_ssoadmin_permission_set" "refused" {
  name         = "refused"
  instance_arn = "arn:aws:sso:::instance/ssoins-1111222233334444"
}

resource "aws_ssoadmin_permission_set_inline_policy" "refused" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-1111222233334444"
  permission_set_arn = aws_ssoadmin_permission_set.refused.arn
  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateStudioLifecycleConfig"]
      Resource = "*"
    }]
  })
}

# Named in the settings.
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
