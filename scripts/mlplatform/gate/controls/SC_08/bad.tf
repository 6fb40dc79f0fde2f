# fail: aws_servicecatalog_principal_portfolio_association.makes_stacks, aws_servicecatalog_principal_portfolio_association.makes_notebooks, aws_servicecatalog_principal_portfolio_association.trains_anywhere, aws_servicecatalog_principal_portfolio_association.by_all_but, aws_servicecatalog_principal_portfolio_association.administers
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
  launch = [{ Effect = "Allow", Action = ["servicecatalog:ProvisionProduct", "sagemaker:Describe*", "cloudformation:DescribeStacks"], Resource = "*" }]
  key    = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}


resource "aws_iam_role" "makes_stacks" {
  name = "makes-stacks"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/people" } }]
  })
}

resource "aws_iam_role_policy" "makes_stacks" {
  role = aws_iam_role.makes_stacks.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.launch, [{ Effect = "Allow", Action = "cloudformation:*Stack", Resource = "*" }])
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "makes_stacks" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = aws_iam_role.makes_stacks.arn
  principal_type = "IAM"
}

resource "aws_iam_role" "makes_notebooks" {
  name = "makes-notebooks"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/people" } }]
  })
}

resource "aws_iam_role_policy" "makes_notebooks" {
  role = aws_iam_role.makes_notebooks.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.launch, [{ Effect = "Allow", Action = "sagemaker:CreateNotebookInstance", Resource = "*" }])
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "makes_notebooks" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = aws_iam_role.makes_notebooks.arn
  principal_type = "IAM"
}

resource "aws_iam_role" "trains_anywhere" {
  name = "trains-anywhere"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/people" } }]
  })
}

resource "aws_iam_role_policy" "trains_anywhere" {
  role = aws_iam_role.trains_anywhere.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.launch, [{ Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" }])
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "trains_anywhere" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = aws_iam_role.trains_anywhere.arn
  principal_type = "IAM"
}

resource "aws_iam_role" "by_all_but" {
  name = "by-all-but"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/people" } }]
  })
}

resource "aws_iam_role_policy" "by_all_but" {
  role = aws_iam_role.by_all_but.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "by_all_but" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = aws_iam_role.by_all_but.arn
  principal_type = "IAM"
}

resource "aws_iam_role" "administers" {
  name = "administers"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/people" } }]
  })
}

resource "aws_iam_role_policy" "administers" {
  role = aws_iam_role.administers.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.launch
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "administers" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = aws_iam_role.administers.arn
  principal_type = "IAM"
}

resource "aws_iam_role_policy_attachment" "administers" {
  role       = aws_iam_role.administers.name
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}
