# fail: aws_iam_policy.this["absent_and_a_value"], aws_iam_policy.this["two_values"], aws_iam_policy.this["two_patterns"]
# fail: aws_iam_policy.this["value_and_its_negation"], aws_iam_policy.this["no_number"], aws_iam_policy.this["true_and_false"]
# fail: aws_iam_policy.this["of_another_service"], aws_iam_policy.this["bucket_for_objects"]
# fail: aws_iam_policy.this["one_if_exists"]
# fail: aws_iam_policy.this["no_resource_of_one_action"], aws_iam_policy.this["none_of_a_pattern"]
locals {
  statements = {
    absent_and_a_value = {
      Effect   = "Deny"
      Action   = "sagemaker:CreateDomain"
      Resource = "*"
      Condition = {
        Null         = { "sagemaker:AppNetworkAccessType" = "true" }
        StringEquals = { "sagemaker:AppNetworkAccessType" = "PublicInternetOnly" }
      }
    }
    two_values = {
      Effect   = "Allow"
      Action   = "iam:PassRole"
      Resource = "arn:aws:iam::111122223333:role/job"
      Condition = {
        StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" }
        StringLike   = { "iam:PassedToService" = ["lambda.*", "glue.*"] }
      }
    }
    one_if_exists = {
      Effect   = "Deny"
      Action   = "sagemaker:CreateDomain"
      Resource = "*"
      Condition = {
        StringEquals         = { "sagemaker:AppNetworkAccessType" = "VpcOnly" }
        StringEqualsIfExists = { "sagemaker:AppNetworkAccessType" = "PublicInternetOnly" }
      }
    }
    two_patterns = {
      Effect   = "Deny"
      Action   = "sagemaker:CreateTransformJob"
      Resource = "*"
      Condition = {
        ArnLike   = { "sagemaker:ModelArn" = "arn:aws:sagemaker:eu-west-2:111122223333:model/a-*" }
        ArnEquals = { "sagemaker:ModelArn" = "arn:aws:sagemaker:eu-west-2:444455556666:model/*" }
      }
    }
    value_and_its_negation = {
      Effect   = "Deny"
      Action   = "s3:GetObject"
      Resource = "*"
      Condition = {
        StringEquals    = { "aws:RequestedRegion" = "eu-west-2" }
        StringNotEquals = { "aws:requestedregion" = ["eu-west-1", "eu-west-2"] }
      }
    }
    no_number = {
      Effect   = "Deny"
      Action   = "kms:ScheduleKeyDeletion"
      Resource = "*"
      Condition = {
        NumericGreaterThan = { "kms:ScheduleKeyDeletionPendingWindowInDays" = "30" }
        NumericLessThan    = { "kms:ScheduleKeyDeletionPendingWindowInDays" = "7" }
      }
    }
    true_and_false = {
      Effect   = "Deny"
      Action   = "s3:GetObject"
      Resource = "*"
      Condition = {
        Bool         = { "aws:SecureTransport" = "true" }
        StringEquals = { "aws:SecureTransport" = "false" }
      }
    }
    # A published guard: SageMaker's calls are about no machine of EC2.
    of_another_service = {
      Effect    = "Deny"
      Action    = ["sagemaker:CreateTrainingJob", "sagemaker:CreateNotebookInstance"]
      Resource  = "arn:aws:ec2:*:*:instance/*"
      Condition = { "ForAnyValue:StringNotLike" = { "sagemaker:InstanceTypes" = "ml.t3.*" } }
    }
    bucket_for_objects = {
      Effect   = "Deny"
      Action   = "s3:DeleteObject"
      Resource = "arn:aws:s3:::data"
    }
    no_resource_of_one_action = {
      Effect   = "Allow"
      Action   = ["sagemaker:StopTrainingJob", "sagemaker:StopProcessingJob"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:training-job/*"
    }
    none_of_a_pattern = {
      Effect   = "Allow"
      Action   = "codeartifact:Read*"
      Resource = "arn:aws:s3:::data/*"
    }
  }
}

resource "aws_iam_policy" "this" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}
