# undecided: aws_ecr_repository.somehow, aws_ecr_registry_scanning_configuration.somehow
resource "terraform_data" "later" {
  input = "IMMUTABLE"
}

resource "aws_kms_key" "this" {}

resource "aws_ecr_repository" "somehow" {
  name                 = "somehow"
  image_tag_mutability = terraform_data.later.output

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.this.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "somehow" {
  repository = aws_ecr_repository.somehow.name
  policy = jsonencode({
    rules = [{ rulePriority = 1, selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 50 }, action = { type = "expire" } }]
  })
}

resource "aws_ecr_registry_scanning_configuration" "somehow" {
  scan_type = "ENHANCED"

  rule {
    scan_frequency = terraform_data.later.output

    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}
