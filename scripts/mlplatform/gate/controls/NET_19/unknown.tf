# undecided: aws_iam_role.group_later, aws_iam_role.service_not_known, aws_iam_role.managed_by_aws, aws_iam_role.everything
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

resource "terraform_data" "later" {
  input = "sg-11112222"
}

resource "aws_iam_role" "group_later" {
  name               = "group-later"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "group_later" {
  role = aws_iam_role.group_later.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = "*"
    }]
  })
}

resource "aws_codebuild_project" "group_later" {
  name         = "group-later"
  service_role = aws_iam_role.group_later.arn

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
    security_group_ids = [terraform_data.later.output]
  }
}

resource "aws_iam_role" "service_not_known" {
  name               = "service-not-known"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "service_not_known" {
  role = aws_iam_role.service_not_known.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["snowball:ListJobs"]
      Resource = "*"
    }]
  })
}

resource "aws_codebuild_project" "service_not_known" {
  name         = "service-not-known"
  service_role = aws_iam_role.service_not_known.arn

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

resource "aws_iam_role" "everything" {
  name               = "everything"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "everything" {
  role = aws_iam_role.everything.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["*"]
      Resource = "*"
    }]
  })
}

resource "aws_codebuild_project" "everything" {
  name         = "everything"
  service_role = aws_iam_role.everything.arn

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

resource "aws_iam_role" "managed_by_aws" {
  name               = "managed-by-aws"
  assume_role_policy = local.trust["codebuild"]
}

resource "aws_iam_role_policy" "managed_by_aws" {
  role = aws_iam_role.managed_by_aws.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = "*"
    }]
  })
}

resource "aws_codebuild_project" "managed_by_aws" {
  name         = "managed-by-aws"
  service_role = aws_iam_role.managed_by_aws.arn

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

resource "aws_iam_role_policy_attachment" "managed_by_aws" {
  role       = aws_iam_role.managed_by_aws.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}
