# fail: aws_s3_bucket_policy.this["star"], aws_s3_bucket_policy.this["aws_star"], aws_s3_bucket_policy.this["like"]
# fail: aws_s3_bucket_policy.this["user_id"], aws_s3_bucket_policy.this["session"], aws_s3_bucket_policy.everybody_else
# fail: aws_kms_key.star
locals {
  reader = "arn:aws:iam::111122223333:role/reader"
  grants = {
    star     = ["*", { ArnEquals = { "aws:PrincipalArn" = local.reader } }]
    aws_star = [{ AWS = "*" }, { StringEquals = { "AWS:principalarn" = local.reader } }]
    like     = [{ AWS = ["*"] }, { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/read*" } }]
    user_id  = ["*", { StringLike = { "aws:userid" = "AROAEXAMPLEEXAMPLE:*" } }]
    session  = [{ AWS = "arn:aws:sts::111122223333:assumed-role/reader/somebody" }, {}]
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local.grants

  bucket = "data"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::data/*"
      Principal = each.value[0]
      Condition = each.value[1]
    }]
  })
}

resource "aws_s3_bucket_policy" "everybody_else" {
  bucket = "data"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect       = "Allow"
      Action       = "s3:GetObject"
      Resource     = "arn:aws:s3:::data/*"
      NotPrincipal = { AWS = local.reader }
    }]
  })
}

resource "aws_kms_key" "star" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "kms:Decrypt"
      Resource  = "*"
      Principal = { AWS = "*" }
      Condition = { ArnEquals = { "aws:PrincipalArn" = local.reader } }
    }]
  })
}
