# pass: aws_servicecatalog_product_portfolio_association.limited, aws_servicecatalog_product.notebook
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

resource "aws_servicecatalog_product_portfolio_association" "limited" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
}

resource "aws_servicecatalog_constraint" "limited" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "TEMPLATE"
  parameters = jsonencode({
    Rules = {
      sizes = { Assertions = [{ Assert = { "Fn::Contains" = [["ml.t3.medium"], { Ref = "InstanceType" }] }, AssertDescription = "approved sizes" }] }
    }
  })
}
