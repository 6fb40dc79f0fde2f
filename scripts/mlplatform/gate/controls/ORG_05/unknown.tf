# undecided: aws_iam_role.later
resource "terraform_data" "later" {
  input = { team = "admin" }
}

resource "aws_iam_role" "later" {
  name               = "later"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
  tags               = terraform_data.later.output
}
