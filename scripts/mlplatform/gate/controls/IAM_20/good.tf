# pass: aws_iam_role.workload["reader"], aws_iam_role.workload["at_birth"], aws_iam_role.workload["other_tags"]
# pass: aws_iam_role.workload["refused"], aws_iam_role.workload["refused_but_the_platform"]
# pass: aws_iam_role.workload["of_another_service"], aws_iam_role.workload["of_objects"]
locals {
  policies = {
    # The tag that is read, of SageMaker's resources and of the principal.
    reader = [{
      Effect    = "Allow"
      Action    = "sagemaker:StopTrainingJob"
      Resource  = "*"
      Condition = { StringEquals = { "aws:ResourceTag/use_case" = "$${aws:PrincipalTag/use_case}" } }
    }]
    at_birth = [{
      Effect    = "Allow"
      Action    = "sagemaker:AddTags"
      Resource  = "*"
      Condition = { Null = { "sagemaker:TaggingAction" = "false" } }
    }]
    other_tags = [{
      Effect    = "Allow"
      Action    = "sagemaker:AddTags"
      Resource  = "*"
      Condition = { "ForAllValues:StringLike" = { "aws:TagKeys" = ["note", "my-*"] } }
    }]
    refused = [
      { Effect = "Allow", Action = ["sagemaker:AddTags", "sagemaker:DeleteTags", "iam:TagRole"], Resource = "*" },
      {
        Effect    = "Deny"
        Action    = ["sagemaker:*Tags", "iam:TagRole"]
        Resource  = "*"
        Condition = { "ForAnyValue:StringEquals" = { "aws:TagKeys" = ["use_case", "owner"] } }
      },
    ]
    refused_but_the_platform = [
      { Effect = "Allow", Action = "sagemaker:AddTags", Resource = "*" },
      {
        Effect   = "Deny"
        Action   = "sagemaker:AddTags"
        Resource = "*"
        Condition = {
          Null       = { "aws:RequestTag/use_case" = "false" }
          ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/platform/*" }
        }
      },
    ]
    # A tag of buckets is read; the tags of objects are others.
    of_objects = [
      { Effect = "Allow", Action = "s3:PutObjectTagging", Resource = "arn:aws:s3:::data/*" },
      { Effect = "Deny", Action = "s3:GetObject", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/closed" = "true" } } },
    ]
    of_another_service = [{ Effect = "Allow", Action = "s3:PutObjectTagging", Resource = "arn:aws:s3:::data/*" }]
  }
}

resource "aws_iam_role" "workload" {
  for_each = local.policies

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "workload" {
  for_each = local.policies

  role   = aws_iam_role.workload[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "platform" {
  name = "deploy"
  path = "/platform/"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "platform" {
  role   = aws_iam_role.platform.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sagemaker:AddTags", Resource = "*" }] })
}
