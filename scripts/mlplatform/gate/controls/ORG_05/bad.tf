# fail: aws_organizations_policy_attachment.attached["unguarded"], aws_organizations_policy_attachment.attached["session_tags"]
# fail: aws_organizations_policy_attachment.attached["beside_another_tag"]
# fail: aws_iam_role.exempt["dp"], aws_iam_role.exempt["read_from_policy"]
locals {
  network = { Effect = "Deny", Action = "s3:*", Resource = "*", Condition = { StringNotEqualsIfExists = {
    "aws:SourceVpc" = "vpc-11112222", "aws:PrincipalTag/way-out" = "yes"
  } } }
  tagging = ["iam:CreateRole", "iam:CreateUser", "iam:Tag*"]
  policies = {
    unguarded    = [local.network]
    session_tags = [local.network, { Effect = "Deny", Action = local.tagging, Resource = "*", Condition = { "ForAnyValue:StringEquals" = { "aws:TagKeys" = "way-out" } } }]
    # With any other tag in the same request it does not hold.
    beside_another_tag = [local.network, { Effect = "Deny", Action = concat(local.tagging, ["sts:TagSession"]), Resource = "*", Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = "way-out" } } }]
  }
}

resource "aws_organizations_policy" "of" {
  for_each = local.policies

  name    = each.key
  content = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_organizations_policy_attachment" "attached" {
  for_each = { unguarded = "r-ab12", session_tags = "100000000002", beside_another_tag = "100000000003" }

  policy_id = aws_organizations_policy.of[each.key].id
  target_id = each.value
}

resource "aws_iam_role" "exempt" {
  for_each = { dp = { "dp:exclude:identity" = "true" }, read_from_policy = { "way-out" = "yes" } }

  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
  tags               = each.value
}
