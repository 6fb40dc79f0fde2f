# pass: aws_efs_file_system.by_itself, aws_efs_file_system.by_arn, aws_efs_file_system.by_tag, aws_efs_file_system.by_pattern_and_condition
resource "aws_efs_file_system" "by_itself" {
  encrypted = true
}

resource "aws_efs_backup_policy" "by_itself" {
  file_system_id = aws_efs_file_system.by_itself.id

  backup_policy {
    status = "ENABLED"
  }
}

resource "aws_efs_file_system" "by_arn" {
  encrypted = true
}

resource "aws_backup_selection" "by_arn" {
  name         = "by-arn"
  plan_id      = "11112222-3333-4444-5555-666677778888"
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  resources    = [aws_efs_file_system.by_arn.arn]
}

resource "aws_efs_file_system" "by_tag" {
  encrypted = true
  tags      = { backup = "daily" }
}

resource "aws_backup_selection" "by_tag" {
  name         = "by-tag"
  plan_id      = "11112222-3333-4444-5555-666677778888"
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = "daily"
  }
}

resource "aws_efs_file_system" "by_pattern_and_condition" {
  encrypted = true
  tags      = { tier = "gold" }
}

resource "aws_backup_selection" "by_pattern_and_condition" {
  name         = "by-pattern"
  plan_id      = "11112222-3333-4444-5555-666677778888"
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  resources    = ["arn:aws:elasticfilesystem:*:*:file-system/*"]

  condition {
    string_equals {
      key   = "aws:ResourceTag/tier"
      value = "gold"
    }
  }
}
