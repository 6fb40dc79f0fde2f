# undecided: aws_iam_role.policy_known_later, aws_iam_role.managed_elsewhere, aws_iam_role.environment_unknown
# undecided: aws_iam_role.action_known_later
resource "terraform_data" "later" {
  input = "iam:*"
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "policy_known_later" {
  name               = "policy-known-later"
  tags               = { environment = "prod" }
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "policy_known_later" {
  role   = aws_iam_role.policy_known_later.name
  policy = terraform_data.later.output
}

resource "aws_iam_role" "action_known_later" {
  name               = "action-known-later"
  tags               = { environment = "prod" }
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "action_known_later" {
  role   = aws_iam_role.action_known_later.name
  policy = data.aws_iam_policy_document.action_known_later.json
}

data "aws_iam_policy_document" "action_known_later" {
  statement {
    actions   = [terraform_data.later.output]
    resources = ["*"]
  }
}

resource "aws_iam_role" "managed_elsewhere" {
  name               = "managed-elsewhere"
  tags               = { environment = "prod" }
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "managed_elsewhere" {
  role       = aws_iam_role.managed_elsewhere.name
  policy_arn = "arn:aws:iam::777788889999:policy/of-another-root"
}

resource "aws_iam_role" "environment_unknown" {
  name               = "environment-unknown"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "environment_unknown" {
  role = aws_iam_role.environment_unknown.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = "*" }]
  })
}

# Two environments in one plan, so that the plan does not tell one for what is without the tag.
resource "aws_s3_bucket" "of_development" {
  bucket = "of-development"
  tags   = { environment = "dev" }
}
