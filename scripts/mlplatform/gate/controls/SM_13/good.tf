# pass: aws_iam_role.refused_by_name, aws_iam_role.refused_all_but_disabled, aws_iam_role.refused_to_say, aws_iam_role.allowed_only_disabled, aws_iam_role.refused_everything
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

resource "aws_iam_role" "refused_by_name" {
  name               = "refused-by-name"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "refused_by_name" {
  role = aws_iam_role.refused_by_name.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:*"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:StartSession"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        StringEquals = {
          "sagemaker:RemoteAccess" = "ENABLED"
        }
      }
    }]
  })
}

resource "aws_iam_role" "refused_all_but_disabled" {
  name               = "refused-all-but-disabled"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "refused_all_but_disabled" {
  role = aws_iam_role.refused_all_but_disabled.name
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
        StringNotEqualsIfExists = {
          "sagemaker:RemoteAccess" = "DISABLED"
        }
      }
    }]
  })
}

resource "aws_iam_role" "refused_to_say" {
  name               = "refused-to-say"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "refused_to_say" {
  role = aws_iam_role.refused_to_say.name
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
          "sagemaker:RemoteAccess" = "false"
        }
      }
    }]
  })
}

resource "aws_iam_role" "allowed_only_disabled" {
  name               = "allowed-only-disabled"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "allowed_only_disabled" {
  role = aws_iam_role.allowed_only_disabled.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
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

resource "aws_iam_role" "refused_everything" {
  name               = "refused-everything"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "refused_everything" {
  role = aws_iam_role.refused_everything.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:*Session", "sagemaker:CreateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:*"]
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
