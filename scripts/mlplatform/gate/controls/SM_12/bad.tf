# fail: aws_iam_role.guarded_by_nothing, aws_iam_role.writes_and_attaches, aws_iam_role.only_writes, aws_iam_role.all_values_in_an_allow, aws_iam_role.any_value_in_an_allow, aws_iam_role.plain_operator_in_a_deny, aws_iam_role.plain_operator_in_an_allow, aws_iam_role.all_values_in_a_deny, aws_iam_role.two_keys_in_one_deny, aws_iam_role.absent_and_foreign_in_one_deny, aws_iam_role.every_name_allowed, aws_iam_role.every_beginning_allowed, aws_iam_role.apps_alone_guarded, aws_iam_role.domain_unguarded, aws_iam_role.guarded_elsewhere, aws_iam_role.full_access_of_aws, aws_iam_role.by_not_action, aws_ssoadmin_permission_set.unguarded
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

resource "aws_iam_role" "guarded_by_nothing" {
  name               = "guarded-by-nothing"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "guarded_by_nothing" {
  role = aws_iam_role.guarded_by_nothing.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_role" "writes_and_attaches" {
  name               = "writes-and-attaches"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "writes_and_attaches" {
  role = aws_iam_role.writes_and_attaches.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateUserProfile", "sagemaker:UpdateUserProfile", "sagemaker:CreateStudioLifecycleConfig"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_role" "only_writes" {
  name               = "only-writes"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "only_writes" {
  role = aws_iam_role.only_writes.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateStudioLifecycleConfig"]
      Resource = "*"
    }]
  })
}

# Also holds where the key is absent: IAM says never to trust it alone.
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
        "ForAllValues:ArnLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"]
        }
      }
    }]
  })
}

# One of the platform's lets any other in beside it.
resource "aws_iam_role" "any_value_in_an_allow" {
  name               = "any-value-in-an-allow"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "any_value_in_an_allow" {
  role = aws_iam_role.any_value_in_an_allow.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        "ForAnyValue:ArnLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"]
        }
        Null = {
          "sagemaker:StudioLifecycleConfigArns" = "false"
        }
      }
    }]
  })
}

# Compares a list as if it were one value.
resource "aws_iam_role" "plain_operator_in_a_deny" {
  name               = "plain-operator-in-a-deny"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "plain_operator_in_a_deny" {
  role = aws_iam_role.plain_operator_in_a_deny.name
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
        StringNotEquals = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-pip"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "plain_operator_in_an_allow" {
  name               = "plain-operator-in-an-allow"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "plain_operator_in_an_allow" {
  role = aws_iam_role.plain_operator_in_an_allow.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        ArnLike = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"]
        }
      }
    }]
  })
}

# Refuses only where none is the platform's.
resource "aws_iam_role" "all_values_in_a_deny" {
  name               = "all-values-in-a-deny"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "all_values_in_a_deny" {
  role = aws_iam_role.all_values_in_a_deny.name
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
        "ForAllValues:ArnNotLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"]
        }
      }
    }]
  })
}

# Refuses only a request that names both.
resource "aws_iam_role" "two_keys_in_one_deny" {
  name               = "two-keys-in-one-deny"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "two_keys_in_one_deny" {
  role = aws_iam_role.two_keys_in_one_deny.name
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
          "sagemaker:ImageArns"                 = "false"
        }
      }
    }]
  })
}

# No request meets both.
resource "aws_iam_role" "absent_and_foreign_in_one_deny" {
  name               = "absent-and-foreign-in-one-deny"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "absent_and_foreign_in_one_deny" {
  role = aws_iam_role.absent_and_foreign_in_one_deny.name
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
          "sagemaker:StudioLifecycleConfigArns" = "true"
        }
        "ForAnyValue:ArnNotLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "every_name_allowed" {
  name               = "every-name-allowed"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "every_name_allowed" {
  role = aws_iam_role.every_name_allowed.name
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
        "ForAnyValue:ArnNotLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:*:*:studio-lifecycle-config/*"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "every_beginning_allowed" {
  name               = "every-beginning-allowed"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "every_beginning_allowed" {
  role = aws_iam_role.every_beginning_allowed.name
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
        "ForAnyValue:ArnNotLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:*:111122223333:studio-lifecycle-config/*-approved"]
        }
      }
    }]
  })
}

# A space's settings bring it in all the same.
resource "aws_iam_role" "apps_alone_guarded" {
  name               = "apps-alone-guarded"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "apps_alone_guarded" {
  role = aws_iam_role.apps_alone_guarded.name
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
        "ForAnyValue:ArnNotLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "domain_unguarded" {
  name               = "domain-unguarded"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "domain_unguarded" {
  role = aws_iam_role.domain_unguarded.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:UpdateDomain"]
      Resource = "*"
      Condition = {
        StringEqualsIfExists = {
          "sagemaker:AppNetworkAccessType" = ["VpcOnly"]
        }
      }
    }]
  })
}

# The Deny speaks of profiles; apps and spaces are not profiles.
resource "aws_iam_role" "guarded_elsewhere" {
  name               = "guarded-elsewhere"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "guarded_elsewhere" {
  role = aws_iam_role.guarded_elsewhere.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "arn:aws:sagemaker:*:*:user-profile/*"
      Condition = {
        "ForAnyValue:ArnNotLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "full_access_of_aws" {
  name               = "full-access-of-aws"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "full_access_of_aws" {
  role       = aws_iam_role.full_access_of_aws.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_ssoadmin_permission_set" "unguarded" {
  name         = "unguarded"
  instance_arn = "arn:aws:sso:::instance/ssoins-1111222233334444"
}

resource "aws_ssoadmin_permission_set_inline_policy" "unguarded" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-1111222233334444"
  permission_set_arn = aws_ssoadmin_permission_set.unguarded.arn
  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateUserProfile", "sagemaker:UpdateUserProfile"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_role" "by_not_action" {
  name               = "by-not-action"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "by_not_action" {
  role = aws_iam_role.by_not_action.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      NotAction = ["iam:*"]
      Resource  = "*"
    }]
  })
}
