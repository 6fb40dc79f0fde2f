# pass: aws_vpc_endpoint.gateway, aws_vpc_endpoint.interface, aws_vpc_endpoint.ours_alone

resource "aws_vpc_endpoint" "gateway" {
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
      Resource  = "arn:aws:s3:::prod-eu-west-2-starport-layer-bucket/*"
    }]
  })
}

resource "aws_vpc_endpoint" "interface" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.s3"
  vpc_endpoint_type = "Interface"
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
      Action    = ["s3:GetObject", "s3:ListBucket"]
      Resource  = ["arn:aws:s3:::jumpstart-cache-prod-eu-west-2", "arn:aws:s3:::jumpstart-cache-prod-eu-west-2/*"]
    }]
  })
}

resource "aws_vpc_endpoint" "ours_alone" {
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
    }]
  })
}

# Not an endpoint of S3.
resource "aws_vpc_endpoint" "kms" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type = "Interface"
}
