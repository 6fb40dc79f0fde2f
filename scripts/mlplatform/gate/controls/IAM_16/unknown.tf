# undecided: aws_iam_role.subject_later, aws_iam_role.provider_later
resource "terraform_data" "later" {
  input = "repo:*"
}

data "aws_iam_policy_document" "subject_later" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = [terraform_data.later.output]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "subject_later" {
  name               = "subject-later"
  assume_role_policy = data.aws_iam_policy_document.subject_later.json
}

data "aws_iam_policy_document" "provider_later" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "provider_later" {
  name               = "provider-later"
  assume_role_policy = data.aws_iam_policy_document.provider_later.json
}
