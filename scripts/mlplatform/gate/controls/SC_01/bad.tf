# fail: aws_servicecatalog_product_portfolio_association.without, aws_servicecatalog_product_portfolio_association.constrained_in_another_portfolio, aws_servicecatalog_product_portfolio_association.constrained_otherwise, aws_servicecatalog_product_portfolio_association.constrained_twice
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

resource "aws_servicecatalog_product_portfolio_association" "without" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
}

resource "aws_servicecatalog_product_portfolio_association" "constrained_in_another_portfolio" {
  portfolio_id = "port-11112222"
  product_id   = "prod-11112222"
}

resource "aws_servicecatalog_constraint" "elsewhere" {
  portfolio_id = "port-99998888"
  product_id   = "prod-11112222"
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = "launch" })
}

resource "aws_servicecatalog_product_portfolio_association" "constrained_otherwise" {
  portfolio_id = "port-11112222"
  product_id   = "prod-33334444"
}

resource "aws_servicecatalog_constraint" "otherwise" {
  portfolio_id = "port-11112222"
  product_id   = "prod-33334444"
  type         = "TEMPLATE"
  parameters   = jsonencode({ Rules = {} })
}

resource "aws_servicecatalog_product_portfolio_association" "constrained_twice" {
  portfolio_id = "port-11112222"
  product_id   = "prod-55556666"
}

resource "aws_servicecatalog_constraint" "once" {
  portfolio_id = "port-11112222"
  product_id   = "prod-55556666"
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = "launch" })
}

resource "aws_servicecatalog_constraint" "twice" {
  portfolio_id = "port-11112222"
  product_id   = "prod-55556666"
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = "launch" })
}
