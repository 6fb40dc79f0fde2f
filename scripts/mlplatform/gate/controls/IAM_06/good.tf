# pass: aws_iam_policy.without_iam, aws_iam_policy.with_guards, aws_iam_policy.by_allow
locals {
  own = "arn:aws:iam::111122223333:policy/with-guards"
}

resource "aws_iam_role" "below" {
  for_each = {
    without = aws_iam_policy.without_iam.arn
    guarded = aws_iam_policy.with_guards.arn
    allowed = aws_iam_policy.by_allow.arn
  }

  name                 = each.key
  permissions_boundary = each.value
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_policy" "without_iam" {
  name   = "without-iam"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:*", "iam:Get*"], Resource = "*" }] })
}

resource "aws_iam_policy" "with_guards" {
  name = "with-guards"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = ["iam:Delete*PermissionsBoundary", "iam:CreateUser", "iam:PutUser*"], Resource = "*" },
      {
        Effect   = "Deny"
        Action   = ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeletePolicy*"]
        Resource = local.own
      },
      {
        Effect    = "Deny"
        Action    = ["iam:CreateRole", "iam:PutRolePermissionsBoundary"]
        Resource  = "*"
        Condition = { StringNotEquals = { "iam:PermissionsBoundary" = local.own } }
      },
    ]
  })
}

resource "aws_iam_policy" "by_allow" {
  name = "by-allow"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = "*" },
      {
        Effect    = "Allow"
        Action    = "iam:CreateRole"
        Resource  = "arn:aws:iam::111122223333:role/products/*"
        Condition = { ArnEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/by-allow" } }
      },
      { Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::111122223333:policy/products/*" },
    ]
  })
}

# Bounds nobody: not asked about.
resource "aws_iam_policy" "of_nobody" {
  name   = "of-nobody"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}
