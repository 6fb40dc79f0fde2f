# undecided: aws_efs_file_system.perhaps
resource "terraform_data" "later" {
  input = "arn:aws:elasticfilesystem:*:*:file-system/*"
}

resource "aws_efs_file_system" "perhaps" {
  encrypted = true
}

resource "aws_backup_selection" "of_what" {
  name         = "of-what"
  plan_id      = "11112222-3333-4444-5555-666677778888"
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  resources    = [terraform_data.later.output]
}
