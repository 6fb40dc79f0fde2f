# undecided: aws_servicecatalog_product_portfolio_association.later, aws_servicecatalog_product_portfolio_association.constrained_later
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

resource "aws_servicecatalog_product_portfolio_association" "later" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = terraform_data.later.output
}

resource "aws_servicecatalog_product_portfolio_association" "constrained_later" {
  portfolio_id = "port-11112222"
  product_id   = "prod-11112222"
}

resource "aws_servicecatalog_constraint" "later" {
  portfolio_id = "port-11112222"
  product_id   = terraform_data.later.output
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = "launch" })
}
