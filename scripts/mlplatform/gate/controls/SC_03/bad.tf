# fail: aws_servicecatalog_constraint.taken_for_any_account, aws_servicecatalog_constraint.taken_by_people_too, aws_servicecatalog_constraint.if_the_account_is_said, aws_servicecatalog_constraint.without_boundary
# fail: aws_servicecatalog_constraint.makes_free_roles, aws_servicecatalog_constraint.takes_boundaries_away, aws_servicecatalog_constraint.administrator, aws_servicecatalog_constraint.passed_by_a_scientist
resource "aws_servicecatalog_portfolio" "science" {
  name          = "science"
  provider_name = "platform"
}

resource "aws_servicecatalog_product" "notebook" {
  name  = "notebook"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_url = "https://credit-templates.s3.eu-west-2.amazonaws.com/notebook.json"
    type         = "CLOUD_FORMATION_TEMPLATE"
  }
}

locals {
  plain = [{ Effect = "Allow", Action = ["cloudformation:*", "sagemaker:CreateNotebookInstance"], Resource = "*" }]
  roles = ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"]
}


resource "aws_iam_role" "taken_for_any_account" {
  name = "taken-for-any-account"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "servicecatalog.amazonaws.com" } }]
  })
  permissions_boundary = "arn:aws:iam::111122223333:policy/ceiling"
}

resource "aws_iam_role_policy" "taken_for_any_account" {
  role = aws_iam_role.taken_for_any_account.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.plain
  })
}

resource "aws_servicecatalog_constraint" "taken_for_any_account" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.taken_for_any_account.name })
}

resource "aws_iam_role" "taken_by_people_too" {
  name = "taken-by-people-too"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "servicecatalog.amazonaws.com", AWS = "arn:aws:iam::111122223333:root" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }]
  })
  permissions_boundary = "arn:aws:iam::111122223333:policy/ceiling"
}

resource "aws_iam_role_policy" "taken_by_people_too" {
  role = aws_iam_role.taken_by_people_too.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.plain
  })
}

resource "aws_servicecatalog_constraint" "taken_by_people_too" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.taken_by_people_too.name })
}

resource "aws_iam_role" "if_the_account_is_said" {
  name = "if-the-account-is-said"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "servicecatalog.amazonaws.com" }, Condition = { StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" } } }]
  })
  permissions_boundary = "arn:aws:iam::111122223333:policy/ceiling"
}

resource "aws_iam_role_policy" "if_the_account_is_said" {
  role = aws_iam_role.if_the_account_is_said.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.plain
  })
}

resource "aws_servicecatalog_constraint" "if_the_account_is_said" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.if_the_account_is_said.name })
}

resource "aws_iam_role" "without_boundary" {
  name = "without-boundary"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "servicecatalog.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }]
  })

}

resource "aws_iam_role_policy" "without_boundary" {
  role = aws_iam_role.without_boundary.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.plain
  })
}

resource "aws_servicecatalog_constraint" "without_boundary" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.without_boundary.name })
}

resource "aws_iam_role" "makes_free_roles" {
  name = "makes-free-roles"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "servicecatalog.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }]
  })
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_role_policy" "makes_free_roles" {
  role = aws_iam_role.makes_free_roles.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.plain, [{ Effect = "Allow", Action = local.roles, Resource = "*" }])
  })
}

resource "aws_servicecatalog_constraint" "makes_free_roles" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.makes_free_roles.name })
}

resource "aws_iam_role" "takes_boundaries_away" {
  name = "takes-boundaries-away"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "servicecatalog.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }]
  })
  permissions_boundary = aws_iam_policy.ceiling.arn
}

resource "aws_iam_role_policy" "takes_boundaries_away" {
  role = aws_iam_role.takes_boundaries_away.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.plain, [{ Effect = "Allow", Action = "iam:Delete*", Resource = "*" }])
  })
}

resource "aws_servicecatalog_constraint" "takes_boundaries_away" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.takes_boundaries_away.name })
}

resource "aws_iam_role" "administrator" {
  name = "administrator"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "servicecatalog.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }]
  })

}

resource "aws_iam_role_policy" "administrator" {
  role = aws_iam_role.administrator.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.plain
  })
}

resource "aws_servicecatalog_constraint" "administrator" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.administrator.name })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  role       = aws_iam_role.administrator.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_servicecatalog_portfolio" "passed" {
  name          = "passed"
  provider_name = "platform"
}

resource "aws_iam_role" "scientist" {
  name = "scientist"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/people" } }]
  })
}

resource "aws_iam_role_policy" "scientist" {
  role = aws_iam_role.scientist.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/passed*" }]
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "scientist" {
  portfolio_id  = aws_servicecatalog_portfolio.passed.id
  principal_arn = aws_iam_role.scientist.arn
}

resource "aws_iam_role" "passed_by_a_scientist" {
  name = "passed-by-a-scientist"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "servicecatalog.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }]
  })
  permissions_boundary = "arn:aws:iam::111122223333:policy/ceiling"
}

resource "aws_iam_role_policy" "passed_by_a_scientist" {
  role = aws_iam_role.passed_by_a_scientist.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.plain
  })
}

resource "aws_servicecatalog_constraint" "passed_by_a_scientist" {
  portfolio_id = aws_servicecatalog_portfolio.passed.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.passed_by_a_scientist.name })
}

resource "aws_iam_policy" "ceiling" {
  name = "ceiling"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["cloudformation:*", "sagemaker:*", "iam:*"], Resource = "*" }]
  })
}
