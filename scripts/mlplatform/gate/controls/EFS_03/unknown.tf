# undecided: aws_efs_file_system.whole
resource "terraform_data" "later" {
  input = "*"
}

resource "aws_efs_file_system" "whole" {
  encrypted = true
}

resource "aws_efs_file_system_policy" "whole" {
  file_system_id = aws_efs_file_system.whole.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "*", Resource = terraform_data.later.output }]
  })
}
