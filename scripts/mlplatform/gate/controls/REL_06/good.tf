# pass: aws_backup_plan.this, aws_efs_file_system.by_reference, aws_efs_file_system.by_tag, aws_s3_bucket.by_name, aws_sagemaker_domain.this
resource "aws_backup_plan" "this" {
  name = "this"

  rule {
    rule_name         = "daily"
    target_vault_name = "vault"
  }
}

resource "aws_efs_file_system" "by_reference" {
  creation_token = "by-reference"
}

resource "aws_efs_file_system" "by_tag" {
  creation_token = "by-tag"
  tags           = { backup = "daily" }
}

resource "aws_s3_bucket" "by_name" {
  bucket = "bank-features"
}

resource "aws_sagemaker_domain" "this" {
  domain_name = "this"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_backup_selection" "named" {
  name         = "named"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  resources    = [aws_efs_file_system.by_reference.arn]
}

resource "aws_backup_selection" "buckets" {
  name         = "buckets"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  resources    = ["arn:aws:s3:::bank-features"]
}

resource "aws_backup_selection" "tagged" {
  name         = "tagged"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = "daily"
  }
}

# The homes of Studio: SageMaker makes their file system, so that no plan holds it, and tags it with the ARN of its domain.
resource "aws_backup_selection" "homes" {
  name         = "homes"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  resources    = ["arn:aws:elasticfilesystem:*:*:file-system/*"]

  condition {
    string_like {
      key   = "aws:ResourceTag/ManagedByAmazonSageMakerResource"
      value = "arn:aws:sagemaker:*:*:domain/*"
    }
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
