# fail: aws_iam_role.without_endpoint, aws_iam_role.closed_group, aws_iam_role.action_not_in_policy
# fail: aws_iam_role.without_private_dns, aws_iam_role.strange_organization, aws_iam_role.no_route_to_s3
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

resource "aws_iam_role" "without_endpoint" {
  name               = "without-endpoint"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "without_endpoint" {
  role = aws_iam_role.without_endpoint.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["glue:GetTable"]
      Resource = "*"
    }]
  })
}

resource "aws_codebuild_project" "without_endpoint" {
  name         = "without-endpoint"
  service_role = aws_iam_role.without_endpoint.arn

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

resource "aws_iam_role" "action_not_in_policy" {
  name               = "action-not-in-policy"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "action_not_in_policy" {
  role = aws_iam_role.action_not_in_policy.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sts:AssumeRole"]
      Resource = "*"
    }]
  })
}

resource "aws_codebuild_project" "action_not_in_policy" {
  name         = "action-not-in-policy"
  service_role = aws_iam_role.action_not_in_policy.arn

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

resource "aws_iam_role" "closed_group" {
  name               = "closed-group"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "closed_group" {
  role = aws_iam_role.closed_group.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = "*"
    }]
  })
}

resource "aws_security_group" "closed" {
  vpc_id = aws_vpc.this.id
}

resource "aws_codebuild_project" "closed_group" {
  name         = "closed-group"
  service_role = aws_iam_role.closed_group.arn

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
    security_group_ids = [aws_security_group.closed.id]
  }
}

resource "aws_iam_role" "without_private_dns" {
  name               = "without-private-dns"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "without_private_dns" {
  role = aws_iam_role.without_private_dns.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["athena:GetWorkGroup"]
      Resource = "*"
    }]
  })
}

resource "aws_codebuild_project" "without_private_dns" {
  name         = "without-private-dns"
  service_role = aws_iam_role.without_private_dns.arn

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

resource "aws_vpc_endpoint" "athena" {
  vpc_id             = aws_vpc.this.id
  service_name       = "com.amazonaws.eu-west-2.athena"
  vpc_endpoint_type  = "Interface"
  subnet_ids         = [aws_subnet.this.id]
  security_group_ids = [aws_security_group.endpoints.id]
}

resource "aws_iam_role" "strange_organization" {
  name               = "strange-organization"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "strange_organization" {
  role = aws_iam_role.strange_organization.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["ssm:GetParameter"]
      Resource = "*"
    }]
  })
}

resource "aws_codebuild_project" "strange_organization" {
  name         = "strange-organization"
  service_role = aws_iam_role.strange_organization.arn

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

resource "aws_vpc_endpoint" "ssm" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-west-2.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.this.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  policy              = replace(replace(local.ours["kms"], "kms:", "ssm:"), "o-exampleorg1", "o-strangers99")
}

# A subnet whose route table the S3 endpoint does not write to.
resource "aws_subnet" "apart" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.40.1.0/24"
}

resource "aws_iam_role" "no_route_to_s3" {
  name               = "no-route-to-s3"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "no_route_to_s3" {
  role = aws_iam_role.no_route_to_s3.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = "*"
    }]
  })
}

resource "aws_codebuild_project" "no_route_to_s3" {
  name         = "no-route-to-s3"
  service_role = aws_iam_role.no_route_to_s3.arn

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
    subnets            = [aws_subnet.apart.id]
    security_group_ids = [aws_security_group.builds.id]
  }
}
