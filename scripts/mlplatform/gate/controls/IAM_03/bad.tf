# fail: aws_iam_role.by["policy_version"], aws_iam_role.by["wildcard"], aws_iam_role.by["all_but"], aws_iam_role.by["trust"]
# fail: aws_iam_role.by["policy_of_its_own_name"], aws_iam_role.administrator
# fail: aws_iam_role.by["denied_with_the_boundary"], aws_iam_role.by["conditioned_allow"], aws_iam_role.by["other_conditions_in_the_deny"], aws_iam_role.by["narrow_deny"]
# fail: aws_iam_role.by["training_with_any_role"], aws_iam_role.by["training_with_roles_by_pattern"]
# fail: aws_iam_role.by["processing_with_a_stronger_role"], aws_iam_role.by["build_with_any_role"]
# fail: aws_iam_role.by["build_of_an_existing_project"], aws_iam_role.by["pipeline_of_a_stronger_role"]
# fail: aws_iam_role.by["profile_with_any_role"], aws_iam_role.by["product_template"], aws_iam_role.by["through_another_role"]
# fail: aws_iam_role.by["assuming_any_role"], aws_iam_role.by["assuming_a_stronger_role"]
# fail: aws_ssoadmin_permission_set.scientists, aws_iam_user.by_a_group_and_itself, aws_iam_policy.unattached
# pass: aws_iam_group.scientists
# fail: aws_iam_user.by_managed_policy, aws_iam_role.stronger, aws_iam_role.middle
locals {
  pass_any = { Effect = "Allow", Action = "iam:PassRole", Resource = "*" }
  pass_strong = {
    Effect    = "Allow"
    Action    = "iam:PassRole"
    Resource  = "arn:aws:iam::111122223333:role/stronger"
    Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
  }
  ways = {
    policy_version = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::111122223333:policy/a" }]
    wildcard       = [{ Effect = "Allow", Action = "IAM:put*", Resource = "*" }]
    all_but        = [{ Effect = "Allow", NotAction = ["s3:*", "ec2:*"], Resource = "*" }]
    trust          = [{ Effect = "Allow", Action = "iam:UpdateAssumeRolePolicy", Resource = "arn:aws:iam::*:role/a" }]
    conditioned_allow = [{
      Effect    = "Allow"
      Action    = "iam:CreateRole"
      Resource  = "*"
      Condition = { StringEqualsIfExists = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/boundary" } }
    }]
    # The boundary is wanted only of those who come without MFA.
    other_conditions_in_the_deny = [
      { Effect = "Allow", Action = "iam:CreateRole", Resource = "*" },
      {
        Effect   = "Deny"
        Action   = "iam:CreateRole"
        Resource = "*"
        Condition = {
          StringNotEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/boundary" }
          BoolIfExists    = { "aws:MultiFactorAuthPresent" = "false" }
        }
      },
    ]
    policy_of_its_own_name = [{
      Effect   = "Allow"
      Action   = "iam:CreatePolicyVersion"
      Resource = "arn:aws:iam::111122223333:policy/$${aws:username}"
    }]
    denied_with_the_boundary = [
      { Effect = "Allow", Action = "iam:CreateRole", Resource = "*" },
      {
        Effect    = "Deny"
        Action    = "iam:CreateRole"
        Resource  = "*"
        Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/boundary" } }
      },
    ]
    narrow_deny = [
      { Effect = "Allow", Action = "iam:AttachRolePolicy", Resource = "*" },
      { Effect = "Deny", Action = "iam:*", Resource = "arn:aws:iam::111122223333:role/platform-*" },
    ]
    training_with_any_role = [local.pass_any, { Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" }]
    training_with_roles_by_pattern = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/*-sagemaker" },
      { Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" },
    ]
    processing_with_a_stronger_role = [
      local.pass_strong,
      { Effect = "Allow", Action = "sagemaker:CreateProcessingJob", Resource = "*" },
    ]
    build_with_any_role = [
      local.pass_any,
      { Effect = "Allow", Action = ["codebuild:CreateProject", "codebuild:StartBuild"], Resource = "*" },
    ]
    build_of_an_existing_project = [{
      Effect   = "Allow"
      Action   = "codebuild:StartBuild"
      Resource = "arn:aws:codebuild:eu-west-2:111122223333:project/release"
    }]
    # Nothing is passed: the pipeline was made by somebody else.
    pipeline_of_a_stronger_role = [{
      Effect   = "Allow"
      Action   = "sagemaker:StartPipelineExecution"
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:pipeline/*"
    }]
    profile_with_any_role = [local.pass_any, { Effect = "Allow", Action = "sagemaker:UpdateUserProfile", Resource = "*" }]
    product_template      = [{ Effect = "Allow", Action = "servicecatalog:CreateProvisioningArtifact", Resource = "*" }]
    through_another_role = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/middle" },
      { Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" },
    ]
    assuming_any_role        = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*" }]
    assuming_a_stronger_role = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::111122223333:role/stronger" }]
  }
}

resource "aws_iam_role" "by" {
  for_each = local.ways

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "by" {
  for_each = local.ways

  role   = aws_iam_role.by[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "stronger" {
  name = "stronger"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = ["sagemaker.amazonaws.com", "codebuild.amazonaws.com", "servicecatalog.amazonaws.com"] }
      },
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::111122223333:role/assuming_a_stronger_role" }
      },
    ]
  })
}

resource "aws_iam_role_policy" "stronger" {
  role   = aws_iam_role.stronger.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" }] })
}

resource "aws_codebuild_project" "release" {
  name         = "release"
  service_role = aws_iam_role.stronger.arn

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
  }

  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

# Passed on to a stronger one: whoever starts work with it comes there too.
resource "aws_iam_role" "middle" {
  name = "middle"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "middle" {
  role = aws_iam_role.middle.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.pass_strong, { Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" }]
  })
}

resource "aws_iam_user" "by_managed_policy" {
  name = "by-managed-policy"
}

resource "aws_iam_policy" "keys" {
  name = "keys"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::111122223333:user/*" }]
  })
}

resource "aws_iam_user_policy_attachment" "keys" {
  user       = aws_iam_user.by_managed_policy.name
  policy_arn = aws_iam_policy.keys.arn
}

# People come by a permission set.
resource "aws_ssoadmin_permission_set" "scientists" {
  name         = "scientists"
  instance_arn = "arn:aws:sso:::instance/ssoins-1111222233334444"
}

resource "aws_ssoadmin_permission_set_inline_policy" "scientists" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-1111222233334444"
  permission_set_arn = aws_ssoadmin_permission_set.scientists.arn
  inline_policy      = jsonencode({ Version = "2012-10-17", Statement = local.ways.training_with_any_role })
}

# One half by itself, the other half by its group.
resource "aws_iam_user" "by_a_group_and_itself" {
  name = "by-a-group-and-itself"
}

resource "aws_iam_user_policy" "passes" {
  user   = aws_iam_user.by_a_group_and_itself.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.pass_any] })
}

resource "aws_iam_group" "scientists" {
  name = "scientists"
}

resource "aws_iam_group_policy" "trains" {
  group = aws_iam_group.scientists.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" }]
  })
}

resource "aws_iam_user_group_membership" "scientists" {
  user   = aws_iam_user.by_a_group_and_itself.name
  groups = [aws_iam_group.scientists.name]
}

# Whoever it will be attached to.
resource "aws_iam_policy" "unattached" {
  name   = "unattached"
  policy = jsonencode({ Version = "2012-10-17", Statement = local.ways.wildcard })
}

resource "aws_iam_role" "administrator" {
  name = "administrator-of-aws"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  role       = aws_iam_role.administrator.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
