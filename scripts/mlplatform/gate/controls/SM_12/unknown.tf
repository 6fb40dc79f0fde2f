# undecided: aws_iam_role.policy_later, aws_iam_role.deny_later, aws_iam_role.allow_later, aws_iam_role.named_by_a_variable, aws_iam_role.managed_elsewhere
# pass: aws_iam_role.managed_elsewhere_yet_refused
locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "terraform_data" "later" {
  input = "arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"
}

resource "aws_iam_role" "policy_later" {
  name               = "policy-later"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "policy_later" {
  role   = aws_iam_role.policy_later.name
  policy = terraform_data.later.output
}

# Whose configurations these are, hangs on who sets the tag.
resource "aws_iam_role" "named_by_a_variable" {
  name               = "named-by-a-variable"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "named_by_a_variable" {
  role = aws_iam_role.named_by_a_variable.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
      Resource = "*"
      Condition = {
        "ForAnyValue:ArnNotLike" = {
          "sagemaker:StudioLifecycleConfigArns" = ["arn:aws:sagemaker:*:111122223333:studio-lifecycle-config/$${aws:PrincipalTag/use_case}-*"]
        }
      }
    }]
  })
}

data "aws_iam_policy_document" "deny_later" {
  statement {
    actions   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
    resources = ["*"]
  }

  statement {
    effect    = "Deny"
    actions   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
    resources = ["*"]

    condition {
      test     = "ForAnyValue:ArnNotLike"
      variable = "sagemaker:StudioLifecycleConfigArns"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "deny_later" {
  name               = "deny-later"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "deny_later" {
  role   = aws_iam_role.deny_later.name
  policy = data.aws_iam_policy_document.deny_later.json
}

data "aws_iam_policy_document" "allow_later" {
  statement {
    actions   = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
    resources = ["*"]

    condition {
      test     = "ForAllValues:ArnLike"
      variable = "sagemaker:StudioLifecycleConfigArns"
      values   = [terraform_data.later.output]
    }

    condition {
      test     = "Null"
      variable = "sagemaker:StudioLifecycleConfigArns"
      values   = ["false"]
    }
  }
}

resource "aws_iam_role" "allow_later" {
  name               = "allow-later"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "allow_later" {
  role   = aws_iam_role.allow_later.name
  policy = data.aws_iam_policy_document.allow_later.json
}

resource "aws_iam_role" "managed_elsewhere" {
  name               = "managed-elsewhere"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "managed_elsewhere" {
  role       = aws_iam_role.managed_elsewhere.name
  policy_arn = "arn:aws:iam::111122223333:policy/data-science"
}

resource "aws_iam_role" "managed_elsewhere_yet_refused" {
  name               = "managed-elsewhere-yet-refused"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "managed_elsewhere_yet_refused" {
  role = aws_iam_role.managed_elsewhere_yet_refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreateApp"]
      Resource = "*"
      }, {
      Effect   = "Deny"
      Action   = ["sagemaker:CreateStudioLifecycleConfig"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "managed_elsewhere_yet_refused" {
  role       = aws_iam_role.managed_elsewhere_yet_refused.name
  policy_arn = "arn:aws:iam::111122223333:policy/data-science"
}
