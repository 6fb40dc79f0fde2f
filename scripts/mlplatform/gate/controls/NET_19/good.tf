# pass: aws_iam_role.build, aws_iam_role.job, aws_iam_role.function
locals {
  trust = {
    for service in ["sagemaker", "codebuild", "lambda"] : service => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = { Service = "${service}.amazonaws.com" }
        Action    = "sts:AssumeRole"
      }]
    })
  }
  ours = {
    for service in ["kms", "logs", "s3", "sts"] : service => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = "*"
        Action    = service == "sts" ? "sts:GetCallerIdentity" : "${service}:*"
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1", "aws:ResourceOrgID" = "o-exampleorg1" } }
      }]
    })
  }
}

resource "aws_vpc" "this" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.0.0/24"
}

resource "aws_route_table" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "this" {
  subnet_id      = aws_subnet.this.id
  route_table_id = aws_route_table.this.id
}

resource "aws_security_group" "endpoints" {
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "builds" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id            = aws_security_group.endpoints.id
  referenced_security_group_id = aws_security_group.builds.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "endpoints" {
  security_group_id            = aws_security_group.builds.id
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "s3" {
  security_group_id = aws_security_group.builds.id
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.this.id
  service_name    = "com.amazonaws.eu-west-2.s3"
  route_table_ids = [aws_route_table.this.id]
  policy          = local.ours["s3"]
}

resource "aws_vpc_endpoint" "interface" {
  for_each = toset(["kms", "logs", "sts"])

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-west-2.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.this.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  policy              = local.ours[each.key]
}

resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "build" {
  role = aws_iam_role.build.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject", "kms:Decrypt", "logs:PutLogEvents", "ec2:CreateNetworkInterface", "iam:PassRole"]
      Resource = "*"
    }]
  })
}

resource "aws_codebuild_project" "build" {
  name         = "build"
  service_role = aws_iam_role.build.arn

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux2-x86_64-standard:5.0"
    type         = "LINUX_CONTAINER"
  }

  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }

  vpc_config {
    vpc_id             = aws_vpc.this.id
    subnets            = [aws_subnet.this.id]
    security_group_ids = [aws_security_group.builds.id]
  }
}

resource "aws_iam_role" "job" {
  name               = "job"
  assume_role_policy = local.trust["sagemaker"]
}

resource "aws_iam_role_policy" "job" {
  role = aws_iam_role.job.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:*", "kms:Decrypt", "sts:Get*"]
      Resource = "*"
    }]
  })
}

# Where a job runs is said when it starts; its VPC is that of Studio.
resource "aws_sagemaker_domain" "this" {
  domain_name             = "this"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.this.id
  subnet_ids              = [aws_subnet.this.id]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role  = "arn:aws:iam::111122223333:role/nobody"
    security_groups = [aws_security_group.builds.id]
  }
}

resource "aws_iam_role" "function" {
  name               = "function"
  assume_role_policy = local.trust["lambda"]
}

resource "aws_iam_role_policy" "function" {
  role = aws_iam_role.function.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:PutLogEvents"]
      Resource = "*"
    }]
  })
}

resource "aws_lambda_function" "function" {
  function_name = "function"
  role          = aws_iam_role.function.arn
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/function:1"

  vpc_config {
    subnet_ids         = [aws_subnet.this.id]
    security_group_ids = [aws_security_group.builds.id]
  }
}

# A function outside every VPC calls without endpoints, so this control does not speak of its role.

resource "aws_iam_role" "outside" {
  name               = "outside"
  assume_role_policy = local.trust["lambda"]
}

resource "aws_iam_role_policy" "outside" {
  role = aws_iam_role.outside.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["bedrock:InvokeModel"]
      Resource = "*"
    }]
  })
}

resource "aws_lambda_function" "outside" {
  function_name = "outside"
  role          = aws_iam_role.outside.arn
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/outside:1"
}
