# pass: aws_iam_policy.this["own_keys"], aws_iam_policy.this["global_keys"], aws_iam_policy.this["tags"]
# pass: aws_iam_policy.this["some_of_a_pattern"], aws_iam_policy.this["deny_some_of_a_pattern"], aws_iam_policy.both_names
# pass: aws_iam_policy.this["another_key_first"]
# pass: aws_iam_role.by_github, aws_kms_key.of_logs, aws_iam_policy.this["presence_first"]
locals {
  statements = {
    own_keys = {
      Effect    = "Allow"
      Action    = ["iam:PassRole"]
      Resource  = "arn:aws:iam::111122223333:role/job"
      Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
    }
    global_keys = {
      Effect    = "Deny"
      NotAction = ["iam:*", "sts:*"]
      Resource  = "*"
      Condition = {
        StringNotEquals = { "aws:RequestedRegion" = "eu-west-2", "AWS:PrincipalTag/team" = "platform" }
        Bool            = { "aws:ViaAWSService" = "false" }
      }
    }
    tags = {
      Effect    = "Allow"
      Action    = ["sagemaker:StopTrainingJob", "sagemaker:DescribeTrainingJob"]
      Resource  = "*"
      Condition = { StringEquals = { "aws:ResourceTag/owner" = "$${aws:PrincipalTag/owner}" } }
    }
    # Actions of the pattern that do not know the key are simply not allowed, or not denied.
    some_of_a_pattern = {
      Effect    = "Allow"
      Action    = ["sagemaker:Create*"]
      Resource  = "*"
      Condition = { "ForAnyValue:StringEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" } }
    }
    deny_some_of_a_pattern = {
      Effect    = "Deny"
      Action    = ["s3:*"]
      Resource  = "*"
      Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
    }
    another_key_first = {
      Effect   = "Deny"
      Action   = ["sagemaker:Create*"]
      Resource = "*"
      Condition = {
        StringEquals    = { "sagemaker:AppNetworkAccessType" = "VpcOnly" }
        StringNotEquals = { "sagemaker:AuthMode" = "SSO" }
      }
    }
    # A negated operator holds where the key is absent; wanting the key first leaves the other actions alone.
    presence_first = {
      Effect   = "Deny"
      Action   = ["sagemaker:Create*"]
      Resource = "*"
      Condition = {
        Null                          = { "sagemaker:VpcSubnets" = "false" }
        "ForAnyValue:StringNotEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" }
      }
    }
  }
}

resource "aws_iam_policy" "this" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}

# Right whichever of the two names SageMaker fills.
resource "aws_iam_policy" "both_names" {
  name = "both-names"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Action    = "sagemaker:CreateTrainingJob"
        Resource  = "*"
        Condition = { Null = { "sagemaker:VolumeKmsKey" = "true", "sagemaker:VolumeKmsKeyArn" = "true" } }
      },
      {
        Effect   = "Deny"
        Action   = "sagemaker:CreateTrainingJob"
        Resource = "*"
        Condition = {
          Null       = { "sagemaker:VolumeKmsKey" = "false" }
          ArnNotLike = { "sagemaker:VolumeKmsKey" = "arn:aws:kms:eu-west-2:111122223333:key/*" }
        }
      },
      {
        Effect   = "Deny"
        Action   = "sagemaker:CreateTrainingJob"
        Resource = "*"
        Condition = {
          Null       = { "sagemaker:VolumeKmsKeyArn" = "false" }
          ArnNotLike = { "sagemaker:VolumeKmsKeyArn" = "arn:aws:kms:eu-west-2:111122223333:key/*" }
        }
      },
    ]
  })
}

resource "aws_iam_role" "by_github" {
  name = "by-github"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:bank/models:environment:prod"
        }
      }
    }]
  })
}

resource "aws_kms_key" "of_logs" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"]
      Resource  = "*"
      Principal = { Service = "logs.eu-west-2.amazonaws.com" }
      Condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-west-2:111122223333:*" } }
    }]
  })
}
