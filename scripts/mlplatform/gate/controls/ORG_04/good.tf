# pass: aws_organizations_organization.this, aws_organizations_organizational_unit.workloads
resource "aws_organizations_organization" "this" {
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}

resource "aws_organizations_organizational_unit" "workloads" {
  name      = "workloads"
  parent_id = aws_organizations_organization.this.roots[0].id
}

data "aws_iam_policy_document" "borders" {
  statement {
    sid       = "Stay"
    effect    = "Deny"
    actions   = ["organizations:LeaveOrganization"]
    resources = ["*"]
  }

  statement {
    sid         = "OwnRegions"
    effect      = "Deny"
    not_actions = ["cloudfront:*", "iam:*", "kms:*", "organizations:*", "route53:*", "s3:ListAllMyBuckets", "sts:*", "support:*"]
    resources   = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:RequestedRegion"
      values   = ["eu-west-1", "eu-west-2"]
    }

    condition {
      test     = "ArnNotLike"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::*:role/platform-regions"]
    }
  }

  statement {
    sid       = "NoRoot"
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]

    condition {
      test     = "StringLike"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::*:root"]
    }
  }
}

resource "aws_organizations_policy" "borders" {
  name    = "borders"
  content = data.aws_iam_policy_document.borders.json
}

resource "aws_organizations_policy_attachment" "root" {
  policy_id = aws_organizations_policy.borders.id
  target_id = aws_organizations_organization.this.roots[0].id
}
