# fail: aws_vpc_endpoint.without_policy, aws_vpc_endpoint.any_bucket, aws_vpc_endpoint.bucket_not_known
# fail: aws_vpc_endpoint.star_in_the_name, aws_vpc_endpoint.writes, aws_vpc_endpoint.layers_of_another_region
resource "aws_vpc_endpoint" "without_policy" {
  vpc_id       = "vpc-11112222"
  service_name = "com.amazonaws.eu-west-2.s3"
}

resource "aws_vpc_endpoint" "any_bucket" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.s3"
  vpc_endpoint_type = "Gateway"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "*"
    }]
  })
}

resource "aws_vpc_endpoint" "bucket_not_known" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.s3"
  vpc_endpoint_type = "Gateway"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::packages-of-somebody/*"
    }]
  })
}

resource "aws_vpc_endpoint" "star_in_the_name" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.s3"
  vpc_endpoint_type = "Gateway"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::jumpstart-cache-prod-*/*"
    }]
  })
}

resource "aws_vpc_endpoint" "writes" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.s3"
  vpc_endpoint_type = "Gateway"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = ["s3:GetObject*", "s3:PutObject"]
      Resource  = "arn:aws:s3:::jumpstart-cache-prod-eu-west-2/*"
    }]
  })
}

resource "aws_vpc_endpoint" "layers_of_another_region" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.s3"
  vpc_endpoint_type = "Gateway"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"
    }]
  })
}
