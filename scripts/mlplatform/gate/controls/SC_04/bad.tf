# pass: aws_servicecatalog_product.notebook
# fail: aws_servicecatalog_product_portfolio_association.unlimited, aws_servicecatalog_product_portfolio_association.limited_by_nothing, aws_servicecatalog_product_portfolio_association.limited_by_a_truism, aws_servicecatalog_product.unvalidated, aws_servicecatalog_provisioning_artifact.unvalidated
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

resource "aws_servicecatalog_product_portfolio_association" "unlimited" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
}

resource "aws_servicecatalog_product_portfolio_association" "limited_by_nothing" {
  portfolio_id = "port-11112222"
  product_id   = "prod-11112222"
}

resource "aws_servicecatalog_constraint" "limited_by_nothing" {
  portfolio_id = "port-11112222"
  product_id   = "prod-11112222"
  type         = "TEMPLATE"
  parameters   = jsonencode({ Rules = {} })
}

resource "aws_servicecatalog_product_portfolio_association" "limited_by_a_truism" {
  portfolio_id = "port-11112222"
  product_id   = "prod-33334444"
}

resource "aws_servicecatalog_constraint" "limited_by_a_truism" {
  portfolio_id = "port-11112222"
  product_id   = "prod-33334444"
  type         = "TEMPLATE"
  parameters   = jsonencode({ Rules = { sizes = { Assertions = [{ Assert = { "Fn::Equals" = ["a", "a"] } }] } } })
}

resource "aws_servicecatalog_product" "unvalidated" {
  name  = "unvalidated"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_url                = "https://credit-templates.s3.eu-west-2.amazonaws.com/notebook.json"
    disable_template_validation = true
  }
}

resource "aws_servicecatalog_provisioning_artifact" "unvalidated" {
  product_id                  = aws_servicecatalog_product.notebook.id
  template_url                = "https://credit-templates.s3.eu-west-2.amazonaws.com/notebook.json"
  disable_template_validation = true
}
