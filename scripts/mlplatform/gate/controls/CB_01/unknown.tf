# undecided: aws_codebuild_project.later, aws_codebuild_project.unknown_id, aws_codebuild_project.unseen_fleet
resource "terraform_data" "later" {
  input = "subnet-33334444"
}

resource "aws_codebuild_project" "later" {
  name         = "later"
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
    subnets            = [terraform_data.later.output]
    security_group_ids = ["sg-11112222"]
  }
}

resource "aws_codebuild_project" "unknown_id" {
  name         = "unknown-id"
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
    subnets            = ["subnet-99998888"]
    security_group_ids = ["sg-11112222"]
  }
}

resource "aws_codebuild_project" "unseen_fleet" {
  name         = "unseen-fleet"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"

    fleet {
      fleet_arn = "arn:aws:codebuild:eu-west-2:111122223333:fleet/elsewhere:11112222-3333-4444-5555-666677778888"
    }
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}
