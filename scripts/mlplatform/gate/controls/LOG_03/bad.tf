# fail: aws_organizations_policy_attachment.attached["deletion_only"], aws_organizations_policy_attachment.attached["one_region"]
# fail: aws_organizations_policy_attachment.attached["every_role_spared"], aws_organizations_policy_attachment.attached["named_trail"]
# fail: aws_organizations_organizational_unit.beside
# undecided: aws_organizations_policy_attachment.attached["not_spoken_of"]
locals {
  all = [
    "cloudtrail:*Trail", "cloudtrail:PutEventSelectors", "cloudtrail:StopLogging", "config:*", "guardduty:*",
    "securityhub:*",
  ]
  statements = {
    deletion_only     = { Action = ["cloudtrail:Delete*", "config:Delete*", "guardduty:Delete*"], Resource = "*" }
    one_region        = { Action = local.all, Resource = "*", Condition = { StringEquals = { "aws:RequestedRegion" = "eu-west-2" } } }
    every_role_spared = { Action = local.all, Resource = "*", Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/*" } } }
    named_trail       = { Action = local.all, Resource = "arn:aws:cloudtrail:*:*:trail/main" }
    not_spoken_of     = { Action = "ec2:RunInstances", Resource = "*" }
  }
}

resource "aws_organizations_policy" "of" {
  for_each = local.statements

  name    = each.key
  content = jsonencode({ Version = "2012-10-17", Statement = [merge({ Effect = "Deny" }, each.value)] })
}

# Each on an account of its own; what binds an account from above is not in this plan.
resource "aws_organizations_policy_attachment" "attached" {
  for_each = { deletion_only = "100000000001", one_region = "100000000002", every_role_spared = "100000000003",
  named_trail = "100000000004", not_spoken_of = "100000000005" }

  policy_id = aws_organizations_policy.of[each.key].id
  target_id = each.value
}

# A unit right under the root, to which nothing is attached.
resource "aws_organizations_organizational_unit" "beside" {
  name      = "beside"
  parent_id = "r-ab12"
}
