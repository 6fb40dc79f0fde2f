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

# A snapshot or an image is a whole disk, and a shared one is read by whoever knows its id.
resource "aws_ebs_snapshot_block_public_access" "this" {
  state = "block-all-sharing"
}

resource "aws_ec2_image_block_public_access" "this" {
  state = "block-new-sharing"
}

# A machine that says nothing of its metadata service gets the second version, which a forged request does not reach.
resource "aws_ec2_instance_metadata_defaults" "this" {
  http_endpoint               = "enabled"
  http_put_response_hop_limit = 1
  http_tokens                 = "required"
}

resource "aws_ssm_service_setting" "no_public_documents" {
  setting_id    = "arn:${var.context.partition}:ssm:${local._here}:servicesetting/ssm/documents/console/public-sharing-permission"
  setting_value = "Disable"
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
