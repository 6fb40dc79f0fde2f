# fail: aws_iam_policy.boundary["everything"], aws_iam_policy.boundary["removable"], aws_iam_policy.boundary["rewritable"]
# fail: aws_iam_policy.boundary["roles_without"], aws_iam_policy.boundary["roles_with_another"]
# fail: aws_iam_policy.boundary["wanted_if_given"], aws_iam_policy.boundary["wanted_of_some"]
locals {
  ceiling  = { Effect = "Allow", Action = "*", Resource = "*" }
  lasting  = { Effect = "Deny", Action = ["iam:Delete*PermissionsBoundary", "iam:*User*"], Resource = "*" }
  constant = { Effect = "Deny", Action = "iam:*Policy*", Resource = "*" }
  making   = ["iam:CreateRole", "iam:PutRolePermissionsBoundary"]
  statements = {
    everything = [local.ceiling]
    removable = [
      local.ceiling,
      local.constant,
      { Effect = "Deny", Action = "iam:Create*", Resource = "*" },
      { Effect = "Deny", Action = "iam:Put*", Resource = "*" },
    ]
    rewritable    = [local.ceiling, local.lasting, { Effect = "Deny", Action = local.making, Resource = "*" }]
    roles_without = [local.ceiling, local.lasting, local.constant]
    roles_with_another = [local.ceiling, local.lasting, local.constant, {
      Effect    = "Deny"
      Action    = local.making
      Resource  = "*"
      Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/wider" } }
    }]
    wanted_if_given = [local.ceiling, local.lasting, local.constant, {
      Effect    = "Deny"
      Action    = local.making
      Resource  = "*"
      Condition = { StringNotLike = { "iam:PermissionsBoundary" = "*" } }
    }]
    wanted_of_some = [local.ceiling, local.lasting, local.constant, {
      Effect    = "Deny"
      Action    = local.making
      Resource  = "arn:aws:iam::111122223333:role/products/*"
      Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/wanted_of_some" } }
    }]
  }
}

resource "aws_iam_policy" "boundary" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "below" {
  for_each = local.statements

  name                 = each.key
  permissions_boundary = aws_iam_policy.boundary[each.key].arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}
