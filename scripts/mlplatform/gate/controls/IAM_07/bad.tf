# fail: aws_iam_role.this["no_condition"], aws_iam_role.this["another_condition"], aws_iam_role.this["if_exists"]
# fail: aws_iam_role.this["any_account"], aws_iam_role.this["arn_of_any_account"], aws_iam_role.this["any_arn"]
# fail: aws_iam_role.this["negated"], aws_iam_role.this["one_of_two_services"], aws_iam_role.this["all_values"]
# fail: aws_iam_role.this["any_bucket"], aws_iam_role.refusing_some
locals {
  sagemaker = { Service = "sagemaker.amazonaws.com" }
  trusts = {
    no_condition        = [local.sagemaker, {}]
    another_condition   = [local.sagemaker, { StringEquals = { "aws:RequestedRegion" = "eu-west-2" } }]
    if_exists           = [local.sagemaker, { StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" } }]
    any_account         = [local.sagemaker, { StringLike = { "aws:SourceAccount" = "*" } }]
    arn_of_any_account  = [local.sagemaker, { ArnLike = { "aws:SourceArn" = "arn:aws:sagemaker:*:*:*" } }]
    any_arn             = [local.sagemaker, { StringLike = { "aws:SourceArn" = "arn:*" } }]
    negated             = [local.sagemaker, { StringNotEquals = { "aws:SourceAccount" = "444455556666" } }]
    one_of_two_services = [{ Service = ["ec2.amazonaws.com", "glue.amazonaws.com"] }, {}]
    all_values          = [local.sagemaker, { "ForAllValues:StringEquals" = { "aws:SourceAccount" = "111122223333" } }]
    any_bucket          = [{ Service = "s3.amazonaws.com" }, { ArnLike = { "aws:SourceArn" = "arn:aws:s3:::*" } }]
  }
}

resource "aws_iam_role" "this" {
  for_each = local.trusts

  name = each.key
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = each.value[0]
      Condition = each.value[1]
    }]
  })
}

# The Deny is of another service.
resource "aws_iam_role" "refusing_some" {
  name = "refusing-some"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = local.sagemaker },
      {
        Effect    = "Deny"
        Action    = "sts:AssumeRole"
        Principal = { Service = "glue.amazonaws.com" }
        Condition = { StringNotEquals = { "aws:SourceAccount" = "111122223333" } }
      },
    ]
  })
}
