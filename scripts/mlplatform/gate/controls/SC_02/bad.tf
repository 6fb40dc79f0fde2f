# fail: aws_servicecatalog_constraint.by_arn
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

resource "aws_servicecatalog_portfolio_share" "ou" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  principal_id = "arn:aws:organizations::111122223333:ou/o-exampleorg1/ou-ab12-11112222"
  type         = "ORGANIZATIONAL_UNIT"

}

resource "aws_servicecatalog_constraint" "by_arn" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ RoleArn = "arn:aws:iam::111122223333:role/launch" })
}
