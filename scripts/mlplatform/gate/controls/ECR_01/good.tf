# pass: aws_ecr_repository.own, aws_ecr_repository.by_registry, aws_ecr_registry_scanning_configuration.this
# pass: aws_ecr_repository_creation_template.this
locals {
  keep = jsonencode({
    rules = [{ rulePriority = 1, selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 50 }, action = { type = "expire" } }]
  })
}

resource "aws_kms_key" "this" {}

resource "aws_ecr_repository" "own" {
  name                 = "training"
  image_tag_mutability = "IMMUTABLE"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.this.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "own" {
  repository = aws_ecr_repository.own.name
  policy     = local.keep
}

resource "aws_ecr_repository" "by_registry" {
  name                 = "scanned/by-the-registry"
  image_tag_mutability = "IMMUTABLE"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.this.arn
  }
}

resource "aws_ecr_lifecycle_policy" "by_registry" {
  repository = aws_ecr_repository.by_registry.name
  policy     = local.keep
}

resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "ENHANCED"

  rule {
    scan_frequency = "CONTINUOUS_SCAN"

    repository_filter {
      filter      = "scanned/*"
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_repository_creation_template" "this" {
  prefix               = "templates"
  applied_for          = ["REPLICATION"]
  image_tag_mutability = "IMMUTABLE"
  lifecycle_policy     = local.keep

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.this.arn
  }
}
