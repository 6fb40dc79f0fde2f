# fail: aws_s3_bucket.state["open"], aws_s3_bucket.state["granted_only"], aws_s3_bucket.state["every_role"], aws_s3_bucket.state["old_versions"]
# fail: aws_s3_bucket.state["by_tag"], aws_s3_bucket.state["role_of_any_account"]
locals {
  deploy = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/deploy" } }
  statements = {
    # One role is granted it; whoever holds s3:GetObject on everything has it too.
    granted_only = { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/deploy" }, Action = "s3:*" }
    every_role   = { Effect = "Deny", Principal = "*", Action = "s3:*", Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/*" } } }
    old_versions = { Effect = "Deny", Principal = "*", Action = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], Condition = local.deploy }
    # Whoever may set tags may set this one.
    by_tag              = { Effect = "Deny", Principal = "*", Action = "s3:*", Condition = { StringNotEquals = { "aws:PrincipalTag/deploys" = "true" } } }
    role_of_any_account = { Effect = "Deny", Principal = "*", Action = "s3:*", Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/deploy" } } }
  }
}

resource "aws_s3_bucket" "state" {
  for_each = toset(concat(["open"], keys(local.statements)))

  bucket = "bank-tfstate-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "state" {
  for_each = local.statements

  bucket = aws_s3_bucket.state[each.key].id

  policy = jsonencode({ Version = "2012-10-17", Statement = [
    merge(each.value, { Resource = "arn:aws:s3:::bank-tfstate-${replace(each.key, "_", "-")}/*" }),
  ] })
}
