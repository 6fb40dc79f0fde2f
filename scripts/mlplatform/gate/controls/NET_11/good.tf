# pass: aws_vpc_endpoint.ours, aws_vpc_endpoint.by_denials, aws_vpc_endpoint.by_accounts, aws_vpc_endpoint.images_of_aws
# pass: aws_vpc_endpoint.buckets_of_aws, aws_vpc_endpoint.by_paths

resource "aws_vpc_endpoint" "ours" {
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
        StringEquals = {
          "aws:PrincipalOrgID" = "o-exampleorg1"
          "aws:ResourceOrgID"  = "o-exampleorg1"
        }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "by_denials" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.sts"
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
      Action    = "*"
      Resource  = "*"
      Condition = {
        StringNotEquals = { "aws:ResourceOrgID" = "o-exampleorg1" }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "by_accounts" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.logs"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "logs:*"
      Resource  = "*"
      Condition = {
        StringEquals = {
          "aws:PrincipalAccount" = "111122223333"
          "aws:ResourceAccount"  = ["111122223333"]
        }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "by_paths" {
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
        "ForAnyValue:StringLike" = {
          "aws:PrincipalOrgPaths" = "o-exampleorg1/r-ab12/ou-ab12-11111111/*"
          "aws:ResourceOrgPaths"  = "o-exampleorg1/*"
        }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "images_of_aws" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.ecr.api"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "ecr:*"
      Resource  = "*"
      Condition = {
        StringEquals = {
          "aws:PrincipalOrgID" = "o-exampleorg1"
          "aws:ResourceOrgID"  = "o-exampleorg1"
        }
      }
      }, {
      Effect    = "Allow"
      Principal = "*"
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Resource  = "arn:aws:ecr:eu-west-2:764974769150:repository/*"
      Condition = {
        StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "buckets_of_aws" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.s3"
  vpc_endpoint_type = "Gateway"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "*"
      Condition = {
        StringEquals = {
          "aws:PrincipalOrgID" = "o-exampleorg1"
          "aws:ResourceOrgID"  = "o-exampleorg1"
        }
      }
      }, {
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource = [
        "arn:aws:s3:::prod-eu-west-2-starport-layer-bucket/*",
        "arn:aws:s3:::jumpstart-cache-prod-eu-west-2/*",
      ]
    }]
  })
}
