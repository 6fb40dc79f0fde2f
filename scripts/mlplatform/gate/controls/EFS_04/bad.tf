# fail: aws_efs_file_system.not_at_all, aws_efs_file_system.turned_off, aws_efs_file_system.other_tag, aws_efs_file_system.left_out
resource "aws_efs_file_system" "not_at_all" {
  encrypted = true
}

resource "aws_efs_file_system" "turned_off" {
  encrypted = true
}

resource "aws_efs_backup_policy" "turned_off" {
  file_system_id = aws_efs_file_system.turned_off.id

  backup_policy {
    status = "DISABLED"
  }
}

resource "aws_efs_file_system" "other_tag" {
  encrypted = true
  tags      = { backup = "never" }
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

resource "aws_efs_file_system" "left_out" {
  encrypted = true
  tags      = { backup = "daily-but-not-this" }
}

resource "aws_backup_selection" "of_something_else" {
  name         = "of-something-else"
  plan_id      = "11112222-3333-4444-5555-666677778888"
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  resources    = ["arn:aws:dynamodb:*:*:table/*"]
}
