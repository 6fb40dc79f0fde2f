# fail: aws_ecr_repository.bare, aws_ecr_repository.bad["mutable"], aws_ecr_repository.bad["unsaid"]
# fail: aws_ecr_repository.bad["not_scanned"], aws_ecr_repository.bad["key_of_aws"], aws_ecr_repository.kept_for_ever
# fail: aws_ecr_registry_scanning_configuration.none, aws_ecr_registry_scanning_configuration.by_hand
# fail: aws_ecr_repository_creation_template.bare
locals {
  good = { mutability = "IMMUTABLE", scanned = true, key = aws_kms_key.this.arn }
  bad = {
    key_of_aws  = merge(local.good, { key = "arn:aws:kms:eu-west-2:111122223333:alias/aws/ecr" })
    mutable     = merge(local.good, { mutability = "MUTABLE" })
    not_scanned = merge(local.good, { scanned = false })
    unsaid      = merge(local.good, { mutability = null })
  }
}

resource "aws_kms_key" "this" {}

resource "aws_ecr_repository" "bare" {
  name = "bare"
}

resource "aws_ecr_repository" "bad" {
  for_each = local.bad

  name                 = each.key
  image_tag_mutability = each.value.mutability

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = each.value.key
  }

  image_scanning_configuration {
    scan_on_push = each.value.scanned
  }
}

resource "aws_ecr_lifecycle_policy" "bad" {
  for_each = local.bad

  repository = aws_ecr_repository.bad[each.key].name
  policy = jsonencode({
    rules = [{ rulePriority = 1, selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 50 }, action = { type = "expire" } }]
  })
}

resource "aws_ecr_repository" "kept_for_ever" {
  name                 = "kept-for-ever"
  image_tag_mutability = "IMMUTABLE"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.this.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_registry_scanning_configuration" "none" {
  scan_type = "ENHANCED"
}

resource "aws_ecr_registry_scanning_configuration" "by_hand" {
  scan_type = "ENHANCED"

  rule {
    scan_frequency = "MANUAL"

    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_repository_creation_template" "bare" {
  prefix      = "bare"
  applied_for = ["PULL_THROUGH_CACHE"]
}
