# pass: aws_codebuild_project.private, aws_codebuild_project.on_fleet, aws_codebuild_fleet.private
# pass: aws_codebuild_project.approved_by_id
resource "aws_vpc" "this" {
  cidr_block = "10.20.0.0/20"
}

resource "aws_subnet" "build" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.20.1.0/24"
}

resource "aws_security_group" "build" {
  name   = "build"
  vpc_id = aws_vpc.this.id
}

resource "aws_codebuild_project" "private" {
  name         = "private"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/build:1"
    type         = "LINUX_CONTAINER"
  }
  source {
    type = "CODEPIPELINE"
  }
  vpc_config {
    vpc_id             = aws_vpc.this.id
    subnets            = [aws_subnet.build.id]
    security_group_ids = [aws_security_group.build.id]
  }
}

resource "aws_codebuild_project" "approved_by_id" {
  name         = "approved-by-id"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/build:1"
    type         = "LINUX_CONTAINER"
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
  vpc_config {
    vpc_id             = "vpc-11112222"
    subnets            = ["subnet-11112222"]
    security_group_ids = ["sg-11112222"]
  }
}

resource "aws_codebuild_fleet" "private" {
  name               = "private"
  base_capacity      = 1
  compute_type       = "BUILD_GENERAL1_SMALL"
  environment_type   = "LINUX_CONTAINER"
  fleet_service_role = "arn:aws:iam::111122223333:role/fleet"

  vpc_config {
    vpc_id             = aws_vpc.this.id
    subnets            = [aws_subnet.build.id]
    security_group_ids = [aws_security_group.build.id]
  }
}

resource "aws_codebuild_project" "on_fleet" {
  name         = "on-fleet"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/build:1"
    type         = "LINUX_CONTAINER"

    fleet {
      fleet_arn = aws_codebuild_fleet.private.arn
    }
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}
