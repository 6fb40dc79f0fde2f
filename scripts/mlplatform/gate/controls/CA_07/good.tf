# pass: aws_vpc.this
# A VPC in which nothing takes packages is not spoken of.
resource "aws_vpc" "of_something_else" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_vpc_endpoint" "packages" {
  for_each = toset(["api", "repositories"])

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-west-2.codeartifact.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.this.id
  service_name = "com.amazonaws.eu-west-2.s3"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::assets-123412341234-eu-west-2/*"
    }]
  })
}

resource "aws_codeartifact_domain" "this" {
  domain = "bank"
}

resource "aws_codeartifact_repository" "java" {
  domain     = aws_codeartifact_domain.this.domain
  repository = "java"

  external_connections {
    external_connection_name = "public:maven-central"
  }
}

resource "aws_codeartifact_repository" "python" {
  domain     = aws_codeartifact_domain.this.domain
  repository = "python"

  external_connections {
    external_connection_name = "public:pypi"
  }
}
