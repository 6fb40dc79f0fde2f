# What an account needs before anything stands in it.
resource "aws_kms_key" "this" {
  description             = "everything"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  rotation_period_in_days = 365
}

resource "aws_kms_alias" "this" {
  name          = "alias/${local.prefix}"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}

resource "aws_ebs_default_kms_key" "this" {
  key_arn = aws_kms_key.this.arn
}

resource "aws_iam_account_password_policy" "this" {
  minimum_password_length        = 14
  require_lowercase_characters   = true
  require_uppercase_characters   = true
  require_numbers                = true
  require_symbols                = true
  allow_users_to_change_password = true
  max_password_age               = 90
  password_reuse_prevention      = 24
}

resource "aws_accessanalyzer_analyzer" "this" {
  analyzer_name = local.prefix
  type          = "ACCOUNT"
}

resource "aws_accessanalyzer_archive_rule" "this" {
  analyzer_name = aws_accessanalyzer_analyzer.this.analyzer_name
  rule_name     = "own-account"
  filter {
    criteria = "isPublic"
    eq       = ["false"]
  }
}

resource "aws_cloudtrail" "this" {
  for_each = toset(["first", "second"])

  name                       = "${local.prefix}-${each.key}"
  s3_bucket_name             = aws_s3_bucket.this["logs"].id
  kms_key_id                 = aws_kms_key.this.arn
  enable_log_file_validation = true
  is_multi_region_trail      = true

  depends_on = [aws_s3_bucket_policy.this]
}
