# pass: aws_iam_role_policy_attachment.own, aws_iam_role_policy_attachment.of_aws
# pass: aws_iam_role_policy_attachments_exclusive.own
resource "aws_iam_role" "this" {
  name = "this"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "backup.amazonaws.com" } }]
  })
}

resource "aws_iam_policy" "own" {
  name = "NotFullAccess"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }]
  })
}

resource "aws_iam_role_policy_attachment" "own" {
  role       = aws_iam_role.this.name
  policy_arn = aws_iam_policy.own.arn
}

resource "aws_iam_role_policy_attachment" "of_aws" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
}

resource "aws_iam_role_policy_attachments_exclusive" "own" {
  role_name   = aws_iam_role.this.name
  policy_arns = ["arn:aws:iam::111122223333:policy/FullAccessOfAUseCase"]
}
