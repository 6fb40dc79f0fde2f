# pass: aws_s3_bucket.data, aws_ecr_repository.images, aws_kms_key.data, aws_codeartifact_domain.packages
resource "aws_kms_key" "data" {
  description = "Data."
}

resource "aws_s3_bucket" "data" {
  bucket = "bank-data"
}

resource "aws_ecr_repository" "images" {
  name         = "images"
  force_delete = false
}

resource "aws_codeartifact_domain" "packages" {
  domain         = "packages"
  encryption_key = aws_kms_key.data.arn
}
