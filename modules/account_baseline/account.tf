# Settings of the account itself, before anything else stands in it.
resource "aws_s3_account_public_access_block" "this" { # S3-01
  account_id              = var.context.account_id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}

resource "aws_ebs_default_kms_key" "this" {
  key_arn = var.kms_key_arns.ebs
}

# No user is meant to exist; should one appear, its password is at least a good one (IAM-17).
resource "aws_iam_account_password_policy" "this" {
  minimum_password_length        = 14
  password_reuse_prevention      = 24
  max_password_age               = 90
  require_lowercase_characters   = true
  require_numbers                = true
  require_symbols                = true
  require_uppercase_characters   = true
  allow_users_to_change_password = true
  hard_expiry                    = false
}

resource "aws_accessanalyzer_analyzer" "external" { # IAM-18
  analyzer_name = "${var.context.name_prefix}-external"
  type          = "ACCOUNT"
}

resource "aws_accessanalyzer_analyzer" "unused" { # IAM-18
  analyzer_name = "${var.context.name_prefix}-unused"
  type          = "ACCOUNT_UNUSED_ACCESS"

  configuration {
    unused_access {
      unused_access_age = var.unused_access_in_days
    }
  }
}
