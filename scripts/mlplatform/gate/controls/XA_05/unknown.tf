# undecided: aws_iam_role.trusting["a_role_that_says_no_use_case"], aws_iam_role.trusting["an_account_of_which_no_plan_tells"]
# undecided: aws_iam_role.trusting["a_role_of_another_account"], aws_iam_role.later, aws_cloudwatch_log_resource_policy.nobodys
# pass: aws_iam_role.silent, aws_iam_role.of_the_other_use_case
resource "terraform_data" "later" {
  input = "arn:aws:iam::666677778888:role/job"
}

locals {
  trusting = {
    a_role_that_says_no_use_case      = "arn:aws:iam::111122223333:role/silent"
    an_account_of_which_no_plan_tells = "arn:aws:iam::222233334444:root"
    a_role_of_another_account         = "arn:aws:iam::222233334444:role/deploy"
  }
  service = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role" "trusting" {
  for_each = local.trusting

  name = each.key
  tags = { use_case = "credit_risk" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = each.value } }]
  })
}

data "aws_iam_policy_document" "later" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_iam_role" "later" {
  name               = "later"
  tags               = { use_case = "credit_risk" }
  assume_role_policy = data.aws_iam_policy_document.later.json
}

resource "aws_iam_role" "of_the_other_use_case" {
  name               = "bank-fraud-dev-job"
  tags               = { use_case = "fraud" }
  assume_role_policy = local.service
}

resource "aws_iam_role" "silent" { # says no use case, and its plan names two
  name               = "silent"
  assume_role_policy = local.service
}

resource "aws_cloudwatch_log_resource_policy" "nobodys" { # of a plan that names two use cases
  policy_name = "queries"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/silent" }
      Action    = "logs:GetLogEvents"
      Resource  = "arn:aws:logs:eu-west-2:111122223333:log-group:queries:*"
    }]
  })
}
