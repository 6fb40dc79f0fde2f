# fail: aws_iam_role_policy.whole["star"], aws_iam_role_policy.whole["service"], aws_iam_role_policy.whole["case"]
# fail: aws_iam_role_policy.whole["disguised"], aws_iam_role_policy.whole["conditioned"], aws_iam_role_policy.all_but
# fail: aws_iam_policy.attached, aws_sns_topic_policy.whole
locals {
  actions = {
    star        = "*"
    service     = "s3:*"
    case        = "S3:*"
    disguised   = "s3:?*"
    conditioned = "dynamodb:*"
  }
}

resource "aws_iam_role" "this" {
  name = "this"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "whole" {
  for_each = local.actions

  name = each.key
  role = aws_iam_role.this.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = each.value
      Resource  = "arn:aws:s3:::data/*"
      Condition = { StringEquals = { "aws:ResourceOrgID" = "o-exampleorg1" } }
    }]
  })
}

resource "aws_iam_role_policy" "all_but" {
  role = aws_iam_role.this.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = ["iam:*", "organizations:*"], Resource = "*" }]
  })
}

# A ceiling that is also attached gives what it names.
resource "aws_iam_policy" "attached" {
  name = "attached"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:*", Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "attached" {
  role       = aws_iam_role.this.name
  policy_arn = aws_iam_policy.attached.arn
}

resource "aws_sns_topic_policy" "whole" {
  arn = "arn:aws:sns:eu-west-2:111122223333:alarms"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sns:*"
      Resource  = "arn:aws:sns:eu-west-2:111122223333:alarms"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
    }]
  })
}
