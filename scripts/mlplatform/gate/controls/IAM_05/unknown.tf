# undecided: aws_iam_role.later
resource "terraform_data" "later" {
  input = ""
}

resource "aws_iam_role" "later" {
  name                 = "later"
  permissions_boundary = terraform_data.later.output
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}
