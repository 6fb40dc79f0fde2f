# fail: aws_vpc.without_repositories, aws_vpc.without_private_dns, aws_vpc.without_any, aws_vpc.assets_closed, aws_vpc.assets_elsewhere
resource "aws_codeartifact_repository" "java" {
  domain     = "bank"
  repository = "java"

  external_connections {
    external_connection_name = "public:maven-central"
  }
}

resource "aws_vpc" "without_any" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_sagemaker_domain" "without_any" {
  domain_name             = "without-any"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.without_any.id
  subnet_ids              = ["subnet-11112222"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_vpc" "without_repositories" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_vpc_endpoint" "api_alone" {
  vpc_id              = aws_vpc.without_repositories.id
  service_name        = "com.amazonaws.eu-west-2.codeartifact.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3_open" {
  vpc_id       = aws_vpc.without_repositories.id
  service_name = "com.amazonaws.eu-west-2.s3"
}

resource "aws_vpc" "without_private_dns" {
  cidr_block = "10.42.0.0/16"
}

resource "aws_vpc_endpoint" "without_private_dns" {
  for_each = toset(["codeartifact.api", "codeartifact.repositories", "s3"])

  vpc_id            = aws_vpc.without_private_dns.id
  service_name      = "com.amazonaws.eu-west-2.${each.key}"
  vpc_endpoint_type = "Interface"
}

# Java's packages come from S3, whose endpoint lets the bank's own buckets be read and no other.
resource "aws_vpc" "assets_closed" {
  cidr_block = "10.43.0.0/16"
}

resource "aws_vpc_endpoint" "packages" {
  for_each = toset(["api", "repositories"])

  vpc_id              = aws_vpc.assets_closed.id
  service_name        = "com.amazonaws.eu-west-2.codeartifact.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.assets_closed.id
  service_name = "com.amazonaws.eu-west-2.s3"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:ResourceOrgID" = "o-exampleorg1" } }
    }]
  })
}

# The same, with the bucket of another region.
resource "aws_vpc" "assets_elsewhere" {
  cidr_block = "10.44.0.0/16"
}

resource "aws_vpc_endpoint" "packages_elsewhere" {
  for_each = toset(["api", "repositories"])

  vpc_id              = aws_vpc.assets_elsewhere.id
  service_name        = "com.amazonaws.eu-west-2.codeartifact.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3_elsewhere" {
  vpc_id       = aws_vpc.assets_elsewhere.id
  service_name = "com.amazonaws.eu-west-2.s3"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::assets-123412341234-eu-west-1/*"
    }]
  })
}
