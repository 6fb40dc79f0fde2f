# pass: aws_iam_role.job, aws_iam_role.scientist, aws_iam_role.builder, aws_iam_role.products, aws_iam_role.deploy
# pass: aws_ssoadmin_permission_set.this["platform"], aws_ssoadmin_permission_set.this["readers"]
# pass: aws_iam_role.bounded, aws_iam_role.refused, aws_iam_role.pipeline, aws_iam_role.reader
locals {
  trust = { for service in ["sagemaker", "codebuild", "lambda"] : service => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "${service}.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    }]
  }) }
  policies = {
    # Jobs read; who starts them may not do that, but nothing in it makes anybody stronger.
    job = [{ Effect = "Allow", Action = ["s3:GetObject", "logs:PutLogEvents", "kms:CreateGrant"], Resource = "*" }]
    scientist = [
      {
        Effect   = "Allow"
        Action   = ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob"]
        Resource = "arn:aws:sagemaker:eu-west-2:111122223333:*"
      },
      {
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "arn:aws:iam::111122223333:role/job"
        Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
      },
      {
        Effect   = "Allow"
        Action   = "sagemaker:CreatePresignedDomainUrl"
        Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*/$${aws:SourceIdentity}"
      },
    ]
    # The pipeline passes what the job is; its starter comes no further than that.
    pipeline = [
      { Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/job" },
    ]
    # Passed to one service, started at another.
    builder = [
      { Effect = "Allow", Action = ["codebuild:CreateProject", "codebuild:StartBuild"], Resource = "*" },
      {
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "*"
        Condition = { StringEquals = { "iam:PassedToService" = "glue.amazonaws.com" } }
      },
    ]
    # New roles, each below the boundary.
    products = [
      {
        Effect    = "Allow"
        Action    = ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"]
        Resource  = "arn:aws:iam::111122223333:role/products/*"
        Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/boundary" } }
      },
    ]
    refused = [
      { Effect = "Allow", Action = "iam:*", Resource = "*" },
      { Effect = "Deny", NotAction = ["iam:Get*", "iam:List*", "iam:CreateRole"], Resource = "*" },
      {
        Effect    = "Deny"
        Action    = "iam:CreateRole"
        Resource  = "*"
        Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/boundary" } }
      },
    ]
    reader = [{ Effect = "Allow", Action = ["iam:Get*", "iam:List*", "sagemaker:Describe*"], Resource = "*" }]
  }
}

resource "aws_iam_role" "job" {
  name               = "job"
  assume_role_policy = local.trust.sagemaker
}

resource "aws_iam_role" "scientist" {
  name               = "scientist"
  assume_role_policy = local.trust.sagemaker
}

resource "aws_iam_role" "pipeline" {
  name               = "pipeline"
  assume_role_policy = local.trust.sagemaker
}

resource "aws_iam_role" "builder" {
  name               = "builder"
  assume_role_policy = local.trust.lambda
}

resource "aws_iam_role" "products" {
  name               = "products"
  assume_role_policy = local.trust.lambda
}

resource "aws_iam_role" "refused" {
  name               = "refused"
  assume_role_policy = local.trust.lambda
}

resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = local.trust.lambda
}

resource "aws_iam_role_policy" "this" {
  for_each = local.policies

  role   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

# Everything is allowed below a boundary that leaves IAM and all launching out.
resource "aws_iam_policy" "boundary" {
  name = "boundary"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:*", "logs:*"], Resource = "*" }]
  })
}

resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  assume_role_policy   = local.trust.lambda
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "bounded" {
  role   = aws_iam_role.bounded.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

# Of the platform, by the settings.
resource "aws_iam_role" "deploy" {
  name               = "deploy"
  path               = "/platform/"
  assume_role_policy = local.trust.lambda
}

resource "aws_iam_role_policy" "deploy" {
  role   = aws_iam_role.deploy.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" }] })
}

resource "aws_ssoadmin_permission_set" "this" {
  for_each = toset(["platform", "readers"])

  name         = each.value
  instance_arn = "arn:aws:sso:::instance/ssoins-1111222233334444"
}

resource "aws_ssoadmin_permission_set_inline_policy" "platform" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-1111222233334444"
  permission_set_arn = aws_ssoadmin_permission_set.this["platform"].arn
  inline_policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" }] })
}

resource "aws_ssoadmin_permission_set_inline_policy" "readers" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-1111222233334444"
  permission_set_arn = aws_ssoadmin_permission_set.this["readers"].arn
  inline_policy      = jsonencode({ Version = "2012-10-17", Statement = local.policies.reader })
}
