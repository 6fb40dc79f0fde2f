# pass: aws_organizations_policy_attachment.perimeter, aws_iam_role.workload
# Two tags exempt: one from the perimeter, and the team's from the guard of the tags. Both are guarded.
locals {
  tags = ["dp:exclude:network", "team"]
}

resource "aws_organizations_policy" "perimeter" {
  name = "perimeter"

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Deny"
        Action   = "s3:*"
        Resource = "*"
        Condition = { StringNotEqualsIfExists = {
          "aws:SourceVpc" = "vpc-11112222", "aws:PrincipalTag/dp:exclude:network" = "true"
        } }
      },
      {
        Sid      = "KeepTags"
        Effect   = "Deny"
        Action   = ["iam:CreateRole", "iam:CreateUser", "iam:Tag*", "iam:Untag*", "sts:TagSession"]
        Resource = "*"
        Condition = {
          "ForAnyValue:StringEquals" = { "aws:TagKeys" = local.tags }
          StringNotEqualsIfExists    = { "aws:PrincipalTag/team" = "admin" }
        }
      },
    ]
  })
}

resource "aws_organizations_policy_attachment" "perimeter" {
  policy_id = aws_organizations_policy.perimeter.id
  target_id = "r-ab12"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}

# It bears the key "team", but not with the value that exempts.
resource "aws_iam_role" "workload" {
  name               = "workload"
  assume_role_policy = data.aws_iam_policy_document.trust.json
  tags               = { team = "credit-risk" }
}
