# pass: aws_servicecatalog_product_portfolio_association.new, aws_servicecatalog_product_portfolio_association.by_id
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

resource "aws_servicecatalog_product_portfolio_association" "new" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
}

resource "aws_servicecatalog_constraint" "new" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = "launch" })
}

resource "aws_servicecatalog_constraint" "template" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "TEMPLATE"
  parameters   = jsonencode({ Rules = {} })
}

resource "aws_servicecatalog_product_portfolio_association" "by_id" {
  portfolio_id = "port-11112222"
  product_id   = "prod-11112222"
}

resource "aws_servicecatalog_constraint" "by_id" {
  portfolio_id = "port-11112222"
  product_id   = "prod-11112222"
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = "launch" })
}
