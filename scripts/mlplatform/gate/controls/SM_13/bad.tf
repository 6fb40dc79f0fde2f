# fail: aws_iam_role.nothing_refused, aws_iam_role.session_of_their_own, aws_iam_role.create_alone_refused, aws_iam_role.two_keys_in_one_deny, aws_iam_role.absent_and_enabled_in_one_deny, aws_iam_role.absent_refused, aws_iam_role.in_small_letters, aws_iam_role.all_values_in_an_allow, aws_iam_role.disabled_refused
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

resource "aws_iam_role" "nothing_refused" {
  name               = "nothing-refused"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "nothing_refused" {
  role = aws_iam_role.nothing_refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
    }]
  })
}

# Into one's own space alone, and yet from any machine.
resource "aws_iam_role" "session_of_their_own" {
  name               = "session-of-their-own"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "session_of_their_own" {
  role = aws_iam_role.session_of_their_own.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:StartSession"]
      Resource = "*"
      Condition = {
        ArnLike = {
          "sagemaker:ResourceTag/sagemaker:user-profile-arn" = "arn:aws:sagemaker:*:*:user-profile/$${sagemaker:DomainId}/$${sagemaker:UserProfileName}"
        }
      }
    }]
  })
}

# Switched on later instead.
resource "aws_iam_role" "create_alone_refused" {
  name               = "create-alone-refused"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "create_alone_refused" {
  role = aws_iam_role.create_alone_refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateSpace"]
      Resource = "*"
      Condition = {
        StringEquals = {
          "sagemaker:RemoteAccess" = "ENABLED"
        }
      }
    }]
  })
}

# Refuses shared spaces alone.
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
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        StringEquals = {
          "sagemaker:RemoteAccess"     = "ENABLED"
          "sagemaker:SpaceSharingType" = "Shared"
        }
      }
    }]
  })
}

# No request meets both.
resource "aws_iam_role" "absent_and_enabled_in_one_deny" {
  name               = "absent-and-enabled-in-one-deny"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "absent_and_enabled_in_one_deny" {
  role = aws_iam_role.absent_and_enabled_in_one_deny.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        Null = {
          "sagemaker:RemoteAccess" = "true"
        }
        StringEquals = {
          "sagemaker:RemoteAccess" = "ENABLED"
        }
      }
    }]
  })
}

resource "aws_iam_role" "absent_refused" {
  name               = "absent-refused"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "absent_refused" {
  role = aws_iam_role.absent_refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        Null = {
          "sagemaker:RemoteAccess" = "true"
        }
      }
    }]
  })
}

# StringEquals knows capitals from small letters.
resource "aws_iam_role" "in_small_letters" {
  name               = "in-small-letters"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "in_small_letters" {
  role = aws_iam_role.in_small_letters.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        StringEquals = {
          "sagemaker:RemoteAccess" = "enabled"
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
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        "ForAllValues:StringEquals" = {
          "sagemaker:RemoteAccess" = "DISABLED"
        }
      }
    }]
  })
}

resource "aws_iam_role" "disabled_refused" {
  name               = "disabled-refused"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "disabled_refused" {
  role = aws_iam_role.disabled_refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        StringEquals = {
          "sagemaker:RemoteAccess" = "DISABLED"
        }
      }
    }]
  })
}
