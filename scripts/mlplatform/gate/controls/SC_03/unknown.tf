# undecided: aws_servicecatalog_constraint.later, aws_servicecatalog_constraint.role_of_nobody
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

resource "terraform_data" "later" {
  input = "prod-11112222"
}

locals {
  plain = [{ Effect = "Allow", Action = ["cloudformation:*", "sagemaker:CreateNotebookInstance"], Resource = "*" }]
  roles = ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"]
}


resource "aws_servicecatalog_constraint" "later" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = terraform_data.later.output })
}

resource "aws_servicecatalog_constraint" "role_of_nobody" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ RoleArn = "arn:aws:iam::111122223333:role/launch" })
}
