# fail: aws_iam_role.unbounded["none"], aws_iam_role.unbounded["empty"], aws_iam_role.named_as_the_platform
# fail: aws_iam_user.unbounded
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "unbounded" {
  for_each = { none = null, empty = "" }

  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = each.value
}

# The name is that of a role of the platform; the path is not.
resource "aws_iam_role" "named_as_the_platform" {
  name               = "platform"
  path               = "/use-case/"
  assume_role_policy = local.trust
}

resource "aws_iam_user" "unbounded" {
  name = "unbounded"
}
