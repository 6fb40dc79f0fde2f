# pass: aws_servicecatalog_constraint.by_name, aws_servicecatalog_constraint.not_shared, aws_servicecatalog_constraint.in_no_plan_by_name
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

resource "aws_servicecatalog_portfolio" "alone" {
  name          = "alone"
  provider_name = "platform"
}

resource "aws_servicecatalog_portfolio_share" "ou" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  principal_id = "arn:aws:organizations::111122223333:ou/o-exampleorg1/ou-ab12-11112222"
  type         = "ORGANIZATIONAL_UNIT"

}

resource "aws_servicecatalog_constraint" "by_name" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = "launch" })
}

resource "aws_servicecatalog_constraint" "not_shared" {
  portfolio_id = aws_servicecatalog_portfolio.alone.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ RoleArn = "arn:aws:iam::111122223333:role/launch" })
}

resource "aws_servicecatalog_constraint" "in_no_plan_by_name" {
  portfolio_id = "port-11112222"
  product_id   = "prod-11112222"
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = "launch" })
}
