# pass: aws_s3_bucket_policy.role, aws_s3_bucket_policy.refusing, aws_kms_key.account, aws_sqs_queue_policy.organization
locals {
  objects = "arn:aws:s3:::data/*"
}

resource "aws_s3_bucket_policy" "role" {
  bucket = "data"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Resource  = local.objects
      Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }
    }]
  })
}

resource "aws_s3_bucket_policy" "refusing" {
  bucket = "data"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Action    = "s3:GetObject"
      Resource  = local.objects
      Principal = "*"
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/reader" } }
    }]
  })
}

resource "aws_kms_key" "account" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "kms:Decrypt"
      Resource  = "*"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Condition = { ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/reader" } }
    }]
  })
}

resource "aws_sqs_queue_policy" "organization" {
  queue_url = "https://sqs.eu-west-2.amazonaws.com/111122223333/jobs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:eu-west-2:111122223333:jobs"
      Principal = { AWS = "*" }
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
    }]
  })
}

# It allows what others grant, and grants nothing itself.
resource "aws_vpc_endpoint" "by_role" {
  vpc_id       = "vpc-11112222"
  service_name = "com.amazonaws.eu-west-2.s3"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Resource  = local.objects
      Principal = "*"
      Condition = { ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/reader" } }
    }]
  })
}
