# undecided: aws_servicecatalog_principal_portfolio_association.later
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
  input = "ml.t3.medium"
}

resource "aws_servicecatalog_principal_portfolio_association" "later" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = terraform_data.later.output
  principal_type = "IAM"
}
