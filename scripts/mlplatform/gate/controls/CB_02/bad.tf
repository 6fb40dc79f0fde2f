# fail: aws_codebuild_project.fault["artifacts_in_clear"]
# fail: aws_codebuild_project.fault["key_of_aws_by_alias"], aws_codebuild_project.fault["privileged"]
# fail: aws_codebuild_project.fault["public"], aws_codebuild_project.fault["without_logs"]
# fail: aws_codebuild_project.fault["password_in_clear"], aws_codebuild_project.fault["access_key_in_clear"]
# fail: aws_codebuild_project.fault["credentials_in_address"], aws_codebuild_project.fault["group_with_key_of_aws"]
# fail: aws_codebuild_project.fault["logs_in_clear"], aws_codebuild_project.logs_left_to_aws
# fail: aws_codebuild_project.secret_from_resource, aws_codebuild_source_credential.token_in_state
# fail: aws_codebuild_report_group.in_clear
resource "aws_kms_key" "build" {
  description = "Artefacts and logs of builds."
}

resource "aws_cloudwatch_log_group" "build" {
  name       = "/build/this"
  kms_key_id = aws_kms_key.build.arn
}

resource "aws_cloudwatch_log_group" "with_key_of_aws" {
  name = "/build/with-key-of-aws"
}

resource "aws_iam_user" "publisher" {
  name = "publisher"
}

resource "aws_iam_access_key" "publisher" {
  user = aws_iam_user.publisher.name
}

locals {
  sound = {
    artifacts  = false
    key        = aws_kms_key.build.arn
    privileged = false
    visibility = "PRIVATE"
    logs       = "ENABLED"
    group      = aws_cloudwatch_log_group.build.name
    bucket     = "DISABLED"
    variable   = { name = "STAGE", value = "test" }
    location   = "https://github.com/bank/models.git"
  }
  faults = {
    artifacts_in_clear     = merge(local.sound, { artifacts = true })
    key_of_aws_by_alias    = merge(local.sound, { key = "arn:aws:kms:eu-west-2:111122223333:alias/aws/s3" })
    privileged             = merge(local.sound, { privileged = true })
    public                 = merge(local.sound, { visibility = "PUBLIC_READ" })
    without_logs           = merge(local.sound, { logs = "DISABLED" })
    password_in_clear      = merge(local.sound, { variable = { name = "DB_PASSWORD", value = "hunter2" } })
    access_key_in_clear    = merge(local.sound, { variable = { name = "WHO", value = join("", ["AKIA", "IOSFODNN7EXAMPLE"]) } })
    credentials_in_address = merge(local.sound, { location = "https://builder:hunter2@github.com/bank/models.git" })
    group_with_key_of_aws  = merge(local.sound, { group = aws_cloudwatch_log_group.with_key_of_aws.name })
    logs_in_clear          = merge(local.sound, { bucket = "ENABLED" })
  }
}

resource "aws_codebuild_project" "fault" {
  for_each = local.faults

  name               = replace(each.key, "_", "-")
  service_role       = "arn:aws:iam::111122223333:role/build"
  encryption_key     = each.value.key
  project_visibility = each.value.visibility

  artifacts {
    type                = "S3"
    location            = "bank-builds"
    encryption_disabled = each.value.artifacts
  }
  environment {
    compute_type    = "BUILD_GENERAL1_SMALL"
    image           = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/build:1"
    type            = "LINUX_CONTAINER"
    privileged_mode = each.value.privileged

    environment_variable {
      name  = each.value.variable.name
      value = each.value.variable.value
    }
  }
  logs_config {
    cloudwatch_logs {
      status     = each.value.logs
      group_name = each.value.group
    }
    s3_logs {
      status              = each.value.bucket
      location            = each.value.bucket == "ENABLED" ? "bank-logs/builds" : null
      encryption_disabled = true
    }
  }
  source {
    type     = "GITHUB"
    location = each.value.location
  }
}

# Scanners skip a project without artefacts; its cache, logs and reports still use the key.
resource "aws_codebuild_project" "logs_left_to_aws" {
  name         = "logs-left-to-aws"
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
}

resource "aws_codebuild_project" "secret_from_resource" {
  name           = "secret-from-resource"
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
      name  = "PUBLISHER"
      value = aws_iam_access_key.publisher.secret
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

resource "aws_codebuild_source_credential" "token_in_state" {
  auth_type   = "PERSONAL_ACCESS_TOKEN"
  server_type = "GITHUB"
  token       = "example"
}

resource "aws_codebuild_report_group" "in_clear" {
  name = "in-clear"
  type = "TEST"

  export_config {
    type = "S3"
    s3_destination {
      bucket              = "bank-build-logs"
      encryption_disabled = true
      encryption_key      = aws_kms_key.build.arn
    }
  }
}
