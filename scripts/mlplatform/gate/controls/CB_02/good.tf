# pass: aws_codebuild_project.this, aws_codebuild_source_credential.by_connection
# pass: aws_codebuild_report_group.encrypted, aws_codebuild_report_group.kept_inside
resource "aws_kms_key" "build" {
  description = "Artefacts and logs of builds."
}

resource "aws_cloudwatch_log_group" "build" {
  name       = "/build/this"
  kms_key_id = aws_kms_key.build.arn
}

resource "aws_s3_bucket" "logs" {
  bucket = "bank-build-logs"
}

resource "aws_secretsmanager_secret" "registry" {
  name = "registry"
}

resource "aws_codebuild_project" "this" {
  name           = "this"
  service_role   = "arn:aws:iam::111122223333:role/build"
  encryption_key = aws_kms_key.build.arn

  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/build:1"
    type         = "LINUX_CONTAINER"

    environment_variable {
      name  = "REGISTRY_SECRET_ARN"
      value = aws_secretsmanager_secret.registry.arn
    }
    environment_variable {
      name  = "REGISTRY_PASSWORD"
      value = "registry:password"
      type  = "SECRETS_MANAGER"
    }
    environment_variable {
      name  = "STAGE"
      value = "test"
    }
  }
  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.build.name
    }
    s3_logs {
      status   = "ENABLED"
      location = "${aws_s3_bucket.logs.bucket}/builds"
    }
  }
  source {
    type = "CODEPIPELINE"
  }
}

resource "aws_codebuild_source_credential" "by_connection" {
  auth_type   = "CODECONNECTIONS"
  server_type = "GITHUB"
  token       = "arn:aws:codeconnections:eu-west-2:111122223333:connection/11112222-3333-4444-5555-666677778888"
}

resource "aws_codebuild_report_group" "encrypted" {
  name = "encrypted"
  type = "TEST"

  export_config {
    type = "S3"
    s3_destination {
      bucket         = aws_s3_bucket.logs.bucket
      encryption_key = aws_kms_key.build.arn
    }
  }
}

resource "aws_codebuild_report_group" "kept_inside" {
  name = "kept-inside"
  type = "TEST"

  export_config {
    type = "NO_EXPORT"
  }
}
