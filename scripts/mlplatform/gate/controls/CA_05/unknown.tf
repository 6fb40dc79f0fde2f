# undecided: aws_codeartifact_repository_permissions_policy.policy_known_later
# undecided: aws_codeartifact_repository_permissions_policy.principal_known_later
# undecided: aws_codeartifact_repository_permissions_policy.condition_known_later
# undecided: aws_codeartifact_repository_permissions_policy.role_in_no_plan
# undecided: aws_codeartifact_repository_permissions_policy.subject_known_later
# undecided: aws_codeartifact_repository_permissions_policy.taker_known_later
resource "terraform_data" "later" {
  input = "arn:aws:iam::111122223333:role/build"
}

resource "aws_codeartifact_repository_permissions_policy" "policy_known_later" {
  domain     = "packages"
  repository = "policy-known-later"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = terraform_data.later.output }
      Action    = "codeartifact:ReadFromRepository"
      Resource  = "*"
    }]
  })
}

data "aws_iam_policy_document" "principal_known_later" {
  statement {
    actions   = ["codeartifact:ReadFromRepository"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_codeartifact_repository_permissions_policy" "principal_known_later" {
  domain          = "packages"
  repository      = "principal-known-later"
  policy_document = data.aws_iam_policy_document.principal_known_later.json
}

data "aws_iam_policy_document" "condition_known_later" {
  statement {
    actions   = ["codeartifact:ReadFromRepository"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_codeartifact_repository_permissions_policy" "condition_known_later" {
  domain          = "packages"
  repository      = "condition-known-later"
  policy_document = data.aws_iam_policy_document.condition_known_later.json
}

resource "aws_codeartifact_repository_permissions_policy" "role_in_no_plan" {
  domain     = "packages"
  repository = "role-in-no-plan"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/build" }
      Action    = "codeartifact:PublishPackageVersion"
      Resource  = "*"
    }]
  })
}

data "aws_iam_policy_document" "trust" {
  for_each = { subject_known_later = "Federated", taker_known_later = "AWS" }

  statement {
    actions = ["sts:AssumeRole${each.value == "Federated" ? "WithWebIdentity" : ""}"]

    principals {
      type        = each.value
      identifiers = [each.value == "AWS" ? terraform_data.later.output : "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "taken_on" {
  for_each = data.aws_iam_policy_document.trust

  name               = replace(each.key, "_", "-")
  assume_role_policy = each.value.json
}

resource "aws_codeartifact_repository_permissions_policy" "subject_known_later" {
  domain     = "packages"
  repository = "subject-known-later"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/subject-known-later" }
      Action    = "codeartifact:PublishPackageVersion"
      Resource  = "*"
    }]
  })
  depends_on = [aws_iam_role.taken_on]
}

resource "aws_codeartifact_repository_permissions_policy" "taker_known_later" {
  domain     = "packages"
  repository = "taker-known-later"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/taker-known-later" }
      Action    = "codeartifact:PublishPackageVersion"
      Resource  = "*"
    }]
  })
  depends_on = [aws_iam_role.taken_on]
}
