# pass: aws_backup_plan.selects
# fail: aws_backup_plan.selects_nothing, aws_efs_file_system.left_out
# fail: aws_s3_bucket.unselected, aws_sagemaker_domain.unselected
resource "aws_backup_plan" "selects" {
  name = "selects"

  rule {
    rule_name         = "daily"
    target_vault_name = "vault"
  }
}

resource "aws_backup_plan" "selects_nothing" {
  name = "selects-nothing"

  rule {
    rule_name         = "daily"
    target_vault_name = "vault"
  }
}

resource "aws_efs_file_system" "left_out" {
  creation_token = "left-out"
  tags           = { backup = "daily" }
}

resource "aws_s3_bucket" "unselected" {
  bucket = "bank-features"
  tags   = { owner = "nobody" }
}

resource "aws_sagemaker_domain" "unselected" {
  domain_name = "unselected"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_backup_selection" "by_name" {
  name          = "by-name"
  plan_id       = aws_backup_plan.selects.id
  iam_role_arn  = "arn:aws:iam::111122223333:role/backup"
  resources     = ["arn:aws:elasticfilesystem:*:*:file-system/*", "arn:aws:s3:::bank-labels"]
  not_resources = ["arn:aws:elasticfilesystem:*"]
}

resource "aws_backup_selection" "by_tag" {
  name         = "by-tag"
  plan_id      = aws_backup_plan.selects.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = "weekly"
  }
}

resource "aws_backup_restore_testing_plan" "this" {
  name                = "this"
  schedule_expression = "cron(0 5 ? * MON *)"

  recovery_point_selection {
    algorithm            = "LATEST_WITHIN_WINDOW"
    include_vaults       = ["*"]
    recovery_point_types = ["SNAPSHOT"]
  }
}

resource "aws_backup_restore_testing_selection" "this" {
  name                      = "this"
  restore_testing_plan_name = aws_backup_restore_testing_plan.this.name
  protected_resource_type   = "EFS"
  iam_role_arn              = "arn:aws:iam::111122223333:role/backup"
  protected_resource_arns   = ["*"]
}
