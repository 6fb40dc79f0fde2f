# fail: aws_organizations_policy_attachment.attached["may_leave"], aws_organizations_policy_attachment.attached["root_free"]
# fail: aws_organizations_policy_attachment.attached["region_where_stated"], aws_organizations_policy_attachment.attached["regions_by_wildcard"]
# fail: aws_organizations_policy_attachment.attached["allowed_not_denied"]
locals {
  stay    = { Effect = "Deny", Action = "organizations:LeaveOrganization", Resource = "*" }
  no_root = { Effect = "Deny", Action = "*", Resource = "*", Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*:root" } } }
  global  = ["iam:*", "organizations:*", "sts:*"]
  regions = { Effect = "Deny", NotAction = local.global, Resource = "*", Condition = { StringNotEquals = { "aws:RequestedRegion" = "eu-west-2" } } }
  policies = {
    may_leave = [local.no_root, local.regions]
    root_free = [local.stay, local.regions]
    # Only one service is held to the Region.
    region_where_stated = [local.stay, local.no_root, { Effect = "Deny", Action = "ec2:*", Resource = "*", Condition = { StringNotEquals = { "aws:RequestedRegion" = "eu-west-2" } } }]
    regions_by_wildcard = [local.stay, local.no_root, { Effect = "Deny", NotAction = local.global, Resource = "*", Condition = { StringNotLike = { "aws:RequestedRegion" = "*-1" } } }]
    # An Allow holds nobody back while FullAWSAccess is attached too.
    allowed_not_denied = [local.stay, local.no_root, { Effect = "Allow", Action = "*", Resource = "*", Condition = { StringEquals = { "aws:RequestedRegion" = "eu-west-2" } } }]
  }
}

resource "aws_organizations_policy" "of" {
  for_each = local.policies

  name    = each.key
  content = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_organizations_policy_attachment" "attached" {
  for_each = { may_leave = 1, root_free = 2, region_where_stated = 3, regions_by_wildcard = 4, allowed_not_denied = 5 }

  policy_id = aws_organizations_policy.of[each.key].id
  target_id = "10000000000${each.value}"
}
