# One repository for each image of the bank. What was pushed stays what it is: a tag never moves, nobody deletes, and
# what is found in an image later is told by Inspector for as long as the image is kept.
locals {
  _names = { for image in keys(var.images) : image => "${var.organization}-mlp/${image}" }
  _arns  = { for image, name in local._names : image => "arn:${var.context.partition}:ecr:${var.context.region}:${var.context.account_id}:repository/${name}" }
  _host  = "${var.context.account_id}.dkr.ecr.${var.context.region}.amazonaws.com"
}

resource "aws_ecr_repository" "this" {
  for_each = var.images

  name                 = local._names[each.key]
  force_delete         = false       # a repository with images in it is not taken down by a plan
  image_tag_mutability = "IMMUTABLE" # ECR-01

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.kms_key_arn # ECR-01
  }

  image_scanning_configuration {
    scan_on_push = true # ECR-01
  }

  tags = { Name = local._names[each.key], purpose = each.value.description }
}

# ECR lets no later rule expire what an earlier one speaks of. So the first rule holds releases, whatever other tags they
# have: it would expire the oldest of more than a repository can hold.
resource "aws_ecr_lifecycle_policy" "this" { # ECR-01
  for_each = var.images

  repository = aws_ecr_repository.this[each.key].name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Releases stay."
        selection    = { tagStatus = "tagged", tagPatternList = ["release-*"], countType = "imageCountMoreThan", countNumber = 100000 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "What has no tag goes after ${var.untagged_in_days} days."
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = var.untagged_in_days }
        action       = { type = "expire" }
      },
      {
        rulePriority = 3
        description  = "The last ${var.kept_images} builds stay."
        selection    = { tagStatus = "tagged", tagPatternList = ["build-*"], countType = "imageCountMoreThan", countNumber = var.kept_images }
        action       = { type = "expire" }
      },
    ]
  })
}
