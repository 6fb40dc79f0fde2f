# undecided: aws_iam_policy.of_nobody, aws_iam_policy.unread
# fail: aws_iam_role.inline
resource "terraform_data" "later" {
  input = "arn:aws:s3:::data"
}

# Neither attached nor a boundary in this plan: it may be either.
resource "aws_iam_policy" "of_nobody" {
  name = "of-nobody"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:*", Resource = "*" }]
  })
}

# One unknown leaf makes a document in JSON unknown as a whole.
resource "aws_iam_policy" "unread" {
  name = "unread"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = terraform_data.later.output }]
  })
}

# The blocks that `dynamic` makes are in the values of a plan and not in its configuration.
resource "aws_iam_role" "inline" {
  name = "inline"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })

  dynamic "inline_policy" {
    for_each = toset(["s3"])

    content {
      name   = inline_policy.value
      policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "${inline_policy.value}:*", Resource = "*" }] })
    }
  }
}
