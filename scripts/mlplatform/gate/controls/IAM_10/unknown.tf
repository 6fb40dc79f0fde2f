# undecided: aws_iam_role_policy_attachment.later
resource "terraform_data" "later" {
  input = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "later" {
  role       = "studio"
  policy_arn = terraform_data.later.output
}
