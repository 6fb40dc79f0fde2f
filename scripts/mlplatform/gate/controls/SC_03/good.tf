# pass: aws_servicecatalog_constraint.launch, aws_servicecatalog_constraint.makes_bounded_roles, aws_servicecatalog_constraint.by_arn
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


resource "aws_iam_role" "launch" {
  name = "launch"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "servicecatalog.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }]
  })
  permissions_boundary = "arn:aws:iam::111122223333:policy/ceiling"
}

resource "aws_iam_role_policy" "launch" {
  role = aws_iam_role.launch.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.plain
  })
}

resource "aws_servicecatalog_constraint" "launch" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.launch.name })
}

resource "aws_iam_role" "makes_bounded_roles" {
  name = "makes-bounded-roles"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "servicecatalog.amazonaws.com" }, Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:catalog:eu-west-2:111122223333:*" } } }]
  })
  permissions_boundary = "arn:aws:iam::111122223333:policy/ceiling"
}

resource "aws_iam_role_policy" "makes_bounded_roles" {
  role = aws_iam_role.makes_bounded_roles.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(local.plain, [
      { Effect = "Allow", Action = local.roles, Resource = "arn:aws:iam::111122223333:role/products/*" },
      { Effect = "Deny", Action = local.roles, Resource = "*", Condition = { StringNotEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/ceiling" } } },
    ])
  })
}

resource "aws_servicecatalog_constraint" "makes_bounded_roles" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.makes_bounded_roles.name })
}

resource "aws_servicecatalog_constraint" "by_arn" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ RoleArn = aws_iam_role.launch.arn })
}

# Who launches, without any right on the role.
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
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "servicecatalog:ProvisionProduct", Resource = "*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/job" },
    ]
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "scientist" {
  portfolio_id  = aws_servicecatalog_portfolio.science.id
  principal_arn = aws_iam_role.scientist.arn
}
