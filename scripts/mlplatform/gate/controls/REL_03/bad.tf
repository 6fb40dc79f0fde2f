# fail: aws_s3_bucket.emptied, aws_ecr_repository.emptied, aws_backup_vault.emptied
# What a plan destroys or replaces cannot be shown by an example, which has no state: a test of its own does.
resource "aws_s3_bucket" "emptied" {
  bucket        = "bank-data"
  force_destroy = true
}

resource "aws_ecr_repository" "emptied" {
  name         = "images"
  force_delete = true
}

resource "aws_backup_vault" "emptied" {
  name          = "vault"
  force_destroy = true
}
