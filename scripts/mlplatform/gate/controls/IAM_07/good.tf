# pass: aws_iam_role.this["account"], aws_iam_role.this["arn"], aws_iam_role.this["organization"], aws_iam_role.this["both"]
# pass: aws_iam_role.this["bucket"], aws_iam_role.this["machine"], aws_iam_role.this["role"], aws_iam_role.refusing
# pass: aws_iam_role.of_a_topic
locals {
  sagemaker = { Service = "sagemaker.amazonaws.com" }
  trusts = {
    account      = [local.sagemaker, { StringEquals = { "aws:SourceAccount" = "111122223333" } }]
    arn          = [local.sagemaker, { ArnLike = { "aws:SourceArn" = "arn:aws:sagemaker:eu-west-2:111122223333:*" } }]
    organization = [local.sagemaker, { StringEquals = { "aws:SourceOrgID" = "o-exampleorg1" } }]
    both = [local.sagemaker, {
      StringEquals = { "AWS:sourceaccount" = ["111122223333", "444455556666"] }
      ArnLike      = { "aws:SourceArn" = "arn:aws:sagemaker:*:*:domain/*" }
    }]
    bucket  = [{ Service = "s3.amazonaws.com" }, { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::data" } }]
    machine = [{ Service = "ec2.amazonaws.com" }, {}]
    role    = [{ AWS = "arn:aws:iam::111122223333:role/pipeline" }, {}]
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

resource "aws_iam_role" "refusing" {
  name = "refusing"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = local.sagemaker },
      {
        Effect    = "Deny"
        Action    = "sts:AssumeRole"
        Principal = "*"
        Condition = { StringNotEquals = { "aws:SourceAccount" = "111122223333" } }
      },
    ]
  })
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

data "aws_iam_policy_document" "of_a_topic" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.alarms.arn]
    }
  }
}

resource "aws_iam_role" "of_a_topic" {
  name               = "of-a-topic"
  assume_role_policy = data.aws_iam_policy_document.of_a_topic.json
}
