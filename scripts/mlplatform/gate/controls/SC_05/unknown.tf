# undecided: aws_servicecatalog_portfolio_share.later, aws_servicecatalog_portfolio_share.principals_later
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

resource "aws_servicecatalog_portfolio_share" "later" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  principal_id = terraform_data.later.output
  type         = "ACCOUNT"

}

resource "aws_servicecatalog_portfolio_share" "principals_later" {
  portfolio_id     = aws_servicecatalog_portfolio.science.id
  principal_id     = "arn:aws:organizations::111122223333:ou/o-exampleorg1/ou-ab12-11112222"
  type             = "ORGANIZATIONAL_UNIT"
  share_principals = terraform_data.later.output == "yes"
}
