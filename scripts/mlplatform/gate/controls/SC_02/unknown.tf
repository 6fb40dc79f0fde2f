# undecided: aws_servicecatalog_constraint.later, aws_servicecatalog_constraint.of_a_portfolio_of_nobody
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

resource "terraform_data" "later" {
  input = "prod-11112222"
}

resource "aws_servicecatalog_constraint" "later" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = terraform_data.later.output })
}

resource "aws_servicecatalog_constraint" "of_a_portfolio_of_nobody" {
  portfolio_id = "port-11112222"
  product_id   = "prod-11112222"
  type         = "LAUNCH"
  parameters   = jsonencode({ RoleArn = "arn:aws:iam::111122223333:role/launch" })
}
