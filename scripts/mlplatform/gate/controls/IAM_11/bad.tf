# fail: aws_iam_policy.this["no_such_key"], aws_iam_policy.this["allows_nothing"], aws_iam_policy.this["allows_without_limit"]
# fail: aws_iam_policy.this["never_denies"], aws_iam_policy.this["always_denies"], aws_iam_policy.this["pattern_always_denies"]
# fail: aws_iam_policy.this["pattern_allows_more"], aws_iam_policy.this["old_name_denies_all"]
# fail: aws_iam_policy.this["old_name_alone"], aws_iam_policy.this["allowed_by_old_name"], aws_iam_policy.this["if_exists"]
# fail: aws_s3_bucket_policy.acl, aws_iam_policy.beside_a_guard["allowed"], aws_iam_policy.beside_a_guard["unguarded"]
locals {
  statements = {
    no_such_key = {
      Effect    = "Allow"
      Action    = "sagemaker:CreateTrainingJob"
      Resource  = "*"
      Condition = { StringEquals = { "sagemaker:VpcSubnet" = "subnet-11112222" } }
    }
    # A training job knows no app network access.
    allows_nothing = {
      Effect    = "Allow"
      Action    = ["sagemaker:CreateDomain", "sagemaker:CreateTrainingJob"]
      Resource  = "*"
      Condition = { StringEquals = { "sagemaker:AppNetworkAccessType" = "VpcOnly" } }
    }
    allows_without_limit = {
      Effect    = "Allow"
      Action    = "sagemaker:CreateTransformJob"
      Resource  = "*"
      Condition = { BoolIfExists = { "sagemaker:NetworkIsolation" = "true" } }
    }
    never_denies = {
      Effect    = "Deny"
      Action    = "sagemaker:CreateTransformJob"
      Resource  = "*"
      Condition = { Bool = { "sagemaker:NetworkIsolation" = "false" } }
    }
    # A published guard: a compilation job has no such key.
    always_denies = {
      Effect    = "Deny"
      Action    = ["sagemaker:CreateTrainingJob", "sagemaker:CreateCompilationJob"]
      Resource  = "*"
      Condition = { Null = { "sagemaker:VpcSecurityGroupIds" = "true" } }
    }
    pattern_always_denies = {
      Effect    = "Deny"
      Action    = "s3:PutObject*"
      Resource  = "*"
      Condition = { StringNotEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" } }
    }
    pattern_allows_more = {
      Effect    = "Allow"
      Action    = "sagemaker:Create*"
      Resource  = "*"
      Condition = { StringEqualsIfExists = { "sagemaker:AppNetworkAccessType" = "VpcOnly" } }
    }
    old_name_denies_all = {
      Effect    = "Deny"
      Action    = "sagemaker:CreateTrainingJob"
      Resource  = "*"
      Condition = { Null = { "sagemaker:VolumeKmsKey" = "true" } }
    }
    old_name_alone = {
      Effect   = "Deny"
      Action   = "sagemaker:CreateTrainingJob"
      Resource = "*"
      Condition = {
        Null       = { "sagemaker:OutputKmsKey" = "false" }
        ArnNotLike = { "sagemaker:OutputKmsKey" = "arn:aws:kms:eu-west-2:111122223333:key/*" }
      }
    }
    allowed_by_old_name = {
      Effect    = "Allow"
      Action    = "sagemaker:CreateTrainingJob"
      Resource  = "*"
      Condition = { ArnLike = { "sagemaker:VolumeKmsKey" = "arn:aws:kms:eu-west-2:111122223333:key/*" } }
    }
    if_exists = {
      Effect    = "Allow"
      Action    = ["sagemaker:CreateModel", "sagemaker:CreateEndpoint"]
      Resource  = "*"
      Condition = { BoolIfExists = { "sagemaker:NetworkIsolation" = "true" } }
    }
  }
}

resource "aws_iam_policy" "this" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}

resource "aws_s3_bucket_policy" "acl" {
  bucket = "data"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::data/*"
      Condition = { StringEquals = { "s3:x-amz-acl" = "public-read" } }
    }]
  })
}

# The guard on the new name does not mend what is wrong with the old one.
locals {
  beside_a_guard = {
    allowed = {
      Effect    = "Allow"
      Action    = "sagemaker:CreateTrainingJob"
      Resource  = "*"
      Condition = { ArnLike = { "sagemaker:VolumeKmsKey" = "arn:aws:kms:eu-west-2:111122223333:key/*" } }
    }
    unguarded = {
      Effect    = "Deny"
      Action    = "sagemaker:CreateTrainingJob"
      Resource  = "*"
      Condition = { ArnNotLike = { "sagemaker:VolumeKmsKey" = "arn:aws:kms:eu-west-2:111122223333:key/*" } }
    }
  }
}

resource "aws_iam_policy" "beside_a_guard" {
  for_each = local.beside_a_guard

  name = each.key
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [each.value, {
      Effect   = "Deny"
      Action   = "sagemaker:CreateTrainingJob"
      Resource = "*"
      Condition = {
        Null       = { "sagemaker:VolumeKmsKeyArn" = "false" }
        ArnNotLike = { "sagemaker:VolumeKmsKeyArn" = "arn:aws:kms:eu-west-2:111122223333:key/*" }
      }
    }]
  })
}
