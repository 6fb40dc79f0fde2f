# fail: aws_vpc_endpoint.without_policy, aws_vpc_endpoint.everything, aws_vpc_endpoint.everything_of_a_service
# fail: aws_vpc_endpoint.all_but_some, aws_vpc_endpoint.if_there_is_an_organization, aws_vpc_endpoint.of_another_organization
# fail: aws_vpc_endpoint.gateway_without_policy
resource "aws_vpc_endpoint" "without_policy" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint" "gateway_without_policy" {
  vpc_id       = "vpc-11112222"
  service_name = "com.amazonaws.eu-west-2.s3"
}

resource "aws_vpc_endpoint" "everything" {
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
    }]
  })
}

resource "aws_vpc_endpoint" "everything_of_a_service" {
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
    }]
  })
}

resource "aws_vpc_endpoint" "all_but_some" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.ssm"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      NotAction = "ssm:DeleteParameter"
      Resource  = "*"
    }]
  })
}

resource "aws_vpc_endpoint" "if_there_is_an_organization" {
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
      Condition = { StringEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
    }]
  })
}

resource "aws_vpc_endpoint" "of_another_organization" {
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
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-strangers99" } }
    }]
  })
}
