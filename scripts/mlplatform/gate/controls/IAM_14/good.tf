# pass: aws_iam_policy.this["range"], aws_iam_policy.this["several_values"], aws_iam_policy.this["presence_and_value"]
# pass: aws_iam_policy.this["several_resources"], aws_iam_policy.this["catalog"], aws_iam_policy.this["narrowed"]
# pass: aws_iam_policy.this["absent_or_else"], aws_iam_policy.this["absent_and_not_a_value"]
# pass: aws_iam_policy.this["several_of_one_key"], aws_iam_policy.this["on_everything"], aws_s3_bucket_policy.tls
locals {
  statements = {
    range = {
      Effect   = "Deny"
      Action   = "kms:ScheduleKeyDeletion"
      Resource = "*"
      Condition = {
        NumericGreaterThanEquals = { "kms:ScheduleKeyDeletionPendingWindowInDays" = "7" }
        NumericLessThan          = { "kms:ScheduleKeyDeletionPendingWindowInDays" = "30" }
      }
    }
    # Several values of one key are alternatives.
    several_values = {
      Effect    = "Allow"
      Action    = "sagemaker:UpdateModelPackage"
      Resource  = "*"
      Condition = { StringEquals = { "sagemaker:ModelApprovalStatus" = ["Approved", "Rejected"] } }
    }
    several_of_one_key = {
      Effect   = "Allow"
      Action   = "sagemaker:AddTags"
      Resource = "*"
      Condition = {
        "ForAnyValue:StringEquals" = { "aws:TagKeys" = "owner" }
        "ForAnyValue:StringLike"   = { "aws:TagKeys" = "use_*" }
      }
    }
    # Both hold where the key is absent.
    absent_or_else = {
      Effect   = "Deny"
      Action   = "sagemaker:UpdateDomain"
      Resource = "*"
      Condition = {
        StringEqualsIfExists = { "sagemaker:AppNetworkAccessType" = "VpcOnly" }
        StringLikeIfExists   = { "sagemaker:AppNetworkAccessType" = "Public*" }
      }
    }
    absent_and_not_a_value = {
      Effect   = "Deny"
      Action   = "sagemaker:CreateDomain"
      Resource = "*"
      Condition = {
        Null            = { "sagemaker:AppNetworkAccessType" = "true" }
        StringNotEquals = { "sagemaker:AppNetworkAccessType" = "VpcOnly" }
      }
    }
    presence_and_value = {
      Effect   = "Deny"
      Action   = "sagemaker:CreateTrainingJob"
      Resource = "*"
      Condition = {
        Null       = { "sagemaker:VolumeKmsKeyArn" = "false" }
        ArnNotLike = { "sagemaker:VolumeKmsKeyArn" = "arn:aws:kms:eu-west-2:111122223333:key/*" }
      }
    }
    several_resources = {
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:ListBucket"]
      Resource = ["arn:aws:s3:::data", "arn:aws:s3:::data/*"]
    }
    # Service Catalog's products have ARNs of "catalog".
    catalog = {
      Effect   = "Allow"
      Action   = "servicecatalog:ProvisionProduct"
      Resource = "arn:aws:catalog:eu-west-2:111122223333:product/*"
    }
    narrowed = {
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      Resource = "arn:aws:iam::111122223333:role/*"
      Condition = {
        StringLike      = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/*" }
        StringNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/other" }
      }
    }
    on_everything = {
      Effect   = "Allow"
      Action   = ["ecr:GetAuthorizationToken", "sagemaker:ListModels"]
      Resource = "*"
    }
  }
}

resource "aws_iam_policy" "this" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}

resource "aws_s3_bucket_policy" "tls" {
  bucket = "data"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::data", "arn:aws:s3:::data/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
