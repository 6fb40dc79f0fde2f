# pass: aws_organizations_policy_attachment.root, aws_organizations_organizational_unit.workloads
# The unit inherits what is denied at the root. Roles of the platform and linked roles are let through.
resource "aws_organizations_organizational_unit" "workloads" {
  name      = "workloads"
  parent_id = "r-ab12"
}

resource "aws_organizations_policy" "watch" {
  name = "watch"

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "KeepTrail"
        Effect   = "Deny"
        Action   = ["cloudtrail:Delete*", "cloudtrail:PutEventSelectors", "cloudtrail:Stop*", "cloudtrail:Update*"]
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = ["arn:aws:iam::*:role/platform-security", "arn:aws:iam::*:role/aws-service-role/*"]
          }
        }
      },
      {
        Sid    = "KeepDetectors"
        Effect = "Deny"
        Action = [
          "config:Delete*", "config:Stop*",
          "guardduty:Delete*", "guardduty:Disassociate*", "guardduty:Update*",
          "securityhub:Disable*", "securityhub:Disassociate*",
        ]
        Resource  = "*"
        Condition = { StringNotEqualsIfExists = { "aws:PrincipalTag/team" = "security" } }
      },
    ]
  })
}

resource "aws_organizations_policy_attachment" "root" {
  policy_id = aws_organizations_policy.watch.id
  target_id = "r-ab12"
}
