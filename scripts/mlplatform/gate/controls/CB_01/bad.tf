# fail: aws_codebuild_project.outside, aws_codebuild_project.in_default_subnet, aws_codebuild_project.of_lambda
# fail: aws_codebuild_fleet.outside, aws_codebuild_project.on_outside_fleet
resource "aws_default_subnet" "this" {
  availability_zone = "eu-west-2a"
}

resource "aws_default_security_group" "this" {
  vpc_id = "vpc-11112222"
}

resource "aws_codebuild_project" "outside" {
  name         = "outside"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_codebuild_project" "in_default_subnet" {
  name         = "in-default-subnet"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
  vpc_config {
    vpc_id             = "vpc-11112222"
    subnets            = [aws_default_subnet.this.id]
    security_group_ids = [aws_default_security_group.this.id]
  }
}

resource "aws_codebuild_project" "of_lambda" {
  name         = "of-lambda"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_LAMBDA_1GB"
    image        = "aws/codebuild/amazonlinux-x86_64-lambda-standard:python3.12"
    type         = "LINUX_LAMBDA_CONTAINER"
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_codebuild_fleet" "outside" {
  name             = "outside"
  base_capacity    = 1
  compute_type     = "BUILD_GENERAL1_SMALL"
  environment_type = "LINUX_CONTAINER"
}

# The project says where it wants to be, but it is the fleet that has a network.
resource "aws_codebuild_project" "on_outside_fleet" {
  name         = "on-outside-fleet"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"

    fleet {
      fleet_arn = aws_codebuild_fleet.outside.arn
    }
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
