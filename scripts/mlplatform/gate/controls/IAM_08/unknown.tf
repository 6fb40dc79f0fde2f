# undecided: aws_iam_role.this["account"], aws_iam_role.this["no_condition"], aws_iam_role.principal_later
# undecided: aws_iam_role.organization_later, aws_iam_role.action_later
resource "terraform_data" "later" {
  input = "*"
}

# Nothing tells which account this plan is for: the one that is named may be its own.
resource "aws_iam_role" "this" {
  for_each = {
    account      = "arn:aws:iam::111122223333:root"
    no_condition = "arn:aws:iam::111122223333:role/pipeline"
  }

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = each.value } }]
  })
}

data "aws_iam_policy_document" "principal_later" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "principal_later" {
  name               = "principal-later"
  assume_role_policy = data.aws_iam_policy_document.principal_later.json
}

data "aws_iam_policy_document" "organization_later" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::444455556666:role/pipeline"]
    }

    condition {
      test     = "StringLike"
      variable = "aws:PrincipalOrgID"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "organization_later" {
  name               = "organization-later"
  assume_role_policy = data.aws_iam_policy_document.organization_later.json
}

data "aws_iam_policy_document" "action_later" {
  statement {
    actions = ["sts:${terraform_data.later.output}"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

resource "aws_iam_role" "action_later" {
  name               = "action-later"
  assume_role_policy = data.aws_iam_policy_document.action_later.json
}
