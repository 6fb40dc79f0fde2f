# undecided: aws_cloudwatch_log_group.later, aws_iam_role.later, aws_iam_role.of_whom, aws_iam_role.elsewhere
# undecided: aws_iam_role.which_groups, aws_sagemaker_domain.this
resource "terraform_data" "later" {
  input = "logs:CreateLogGroup"
}

resource "aws_cloudwatch_log_group" "later" {
  name       = "/aws/sagemaker/TrainingJobs"
  kms_key_id = terraform_data.later.output
}

resource "aws_iam_role" "later" {
  name               = "later"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "later" {
  role   = aws_iam_role.later.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = terraform_data.later.output, Resource = "*" }] })
}

# Whether SageMaker may take it on is known only after apply; it may make groups.
resource "aws_iam_role" "of_whom" {
  name               = "of-whom"
  assume_role_policy = terraform_data.later.output
}

resource "aws_iam_role_policy" "of_whom" {
  role   = aws_iam_role.of_whom.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
}

# What the policy allows is in another plan.
resource "aws_iam_role" "elsewhere" {
  name               = "elsewhere"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "elsewhere" {
  role       = aws_iam_role.elsewhere.name
  policy_arn = "arn:aws:iam::111122223333:policy/jobs"
}

# It may make groups, of names that are known only after apply.
data "aws_iam_policy_document" "which_groups" {
  statement {
    actions   = ["logs:CreateLogGroup"]
    resources = [terraform_data.later.output]
  }
}

resource "aws_iam_role" "which_groups" {
  name               = "which-groups"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "which_groups" {
  role   = aws_iam_role.which_groups.id
  policy = data.aws_iam_policy_document.which_groups.json
}

# A group that may be the one that Studio writes to.
resource "aws_cloudwatch_log_group" "some_name" {
  name = terraform_data.later.output
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
