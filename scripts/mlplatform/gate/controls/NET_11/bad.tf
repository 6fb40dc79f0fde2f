# fail: aws_vpc_endpoint.any_resource, aws_vpc_endpoint.any_caller, aws_vpc_endpoint.both_in_one_denial
# fail: aws_vpc_endpoint.if_exists, aws_vpc_endpoint.strangers_among_ours, aws_vpc_endpoint.for_all_values
# fail: aws_vpc_endpoint.images_of_any_account, aws_vpc_endpoint.bucket_not_of_aws, aws_vpc_endpoint.without_policy
# fail: aws_vpc_endpoint.denial_of_some_actions

resource "aws_vpc_endpoint" "any_resource" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "kms:*"
      Resource  = "*"
      Condition = {
        StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "any_caller" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.sts"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "sts:*"
      Resource  = "*"
      Condition = {
        StringEquals = { "aws:ResourceOrgID" = "o-exampleorg1" }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "both_in_one_denial" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.logs"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      }, {
      Effect    = "Deny"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      Condition = {
        StringNotEquals = {
          "aws:PrincipalOrgID" = "o-exampleorg1"
          "aws:ResourceOrgID"  = "o-exampleorg1"
        }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "denial_of_some_actions" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.events"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      }, {
      Effect    = "Deny"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      Condition = {
        StringNotEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" }
      }
      }, {
      Effect    = "Deny"
      Principal = "*"
      Action    = "events:PutEvents"
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:ResourceOrgID" = "o-exampleorg1" } }
    }]
  })
}

resource "aws_vpc_endpoint" "if_exists" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.ssm"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "ssm:*"
      Resource  = "*"
      Condition = {
        StringEqualsIfExists = {
          "aws:PrincipalOrgID" = "o-exampleorg1"
          "aws:ResourceOrgID"  = "o-exampleorg1"
        }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "strangers_among_ours" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.glue"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "glue:*"
      Resource  = "*"
      Condition = {
        StringEquals = {
          "aws:PrincipalOrgID" = "o-exampleorg1"
          "aws:ResourceOrgID"  = ["o-exampleorg1", "o-strangers99"]
        }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "for_all_values" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.athena"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "athena:*"
      Resource  = "*"
      Condition = {
        StringEquals              = { "aws:PrincipalOrgID" = "o-exampleorg1" }
        "ForAllValues:StringLike" = { "aws:ResourceOrgPaths" = "o-exampleorg1/*" }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "images_of_any_account" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.ecr.api"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Resource  = "arn:aws:ecr:eu-west-2:*:repository/*"
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
    }]
  })
}

resource "aws_vpc_endpoint" "bucket_not_of_aws" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.s3"
  vpc_endpoint_type = "Gateway"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::prod-eu-west-2-starport-layer-bucket-of-strangers/*"
    }]
  })
}

resource "aws_vpc_endpoint" "without_policy" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.states"
  vpc_endpoint_type = "Interface"
}
