# undecided: aws_codebuild_project.key_known_later, aws_codebuild_project.value_known_later
# undecided: aws_codebuild_project.group_elsewhere, aws_codebuild_source_credential.later
resource "terraform_data" "later" {
  input = "later"
}

resource "aws_kms_key" "build" {
  description = "Artefacts and logs of builds."
}

resource "aws_cloudwatch_log_group" "build" {
  name       = "/build/this"
  kms_key_id = aws_kms_key.build.arn
}

resource "aws_codebuild_project" "key_known_later" {
  name           = "key-known-later"
  service_role   = "arn:aws:iam::111122223333:role/build"
  encryption_key = terraform_data.later.output

  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/build:1"
    type         = "LINUX_CONTAINER"
  }
  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.build.name
    }
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_codebuild_project" "value_known_later" {
  name           = "value-known-later"
  service_role   = "arn:aws:iam::111122223333:role/build"
  encryption_key = aws_kms_key.build.arn

  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/build:1"
    type         = "LINUX_CONTAINER"

    environment_variable {
      name  = "STAGE"
      value = terraform_data.later.output
    }
  }
  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.build.name
    }
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_codebuild_project" "group_elsewhere" {
  name           = "group-elsewhere"
  service_role   = "arn:aws:iam::111122223333:role/build"
  encryption_key = aws_kms_key.build.arn

  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/build:1"
    type         = "LINUX_CONTAINER"
  }
  logs_config {
    cloudwatch_logs {
      group_name = "/build/elsewhere"
    }
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_codebuild_source_credential" "later" {
  auth_type   = terraform_data.later.output
  server_type = "GITHUB"
  token       = "arn:aws:codeconnections:eu-west-2:111122223333:connection/11112222-3333-4444-5555-666677778888"
}
