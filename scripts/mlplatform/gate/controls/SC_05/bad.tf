# fail: aws_servicecatalog_portfolio_share.foreign_account, aws_servicecatalog_portfolio_share.foreign_organization, aws_servicecatalog_portfolio_share.principals_too
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

resource "aws_servicecatalog_portfolio_share" "foreign_account" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  principal_id = "999999999999"
  type         = "ACCOUNT"

}

resource "aws_servicecatalog_portfolio_share" "foreign_organization" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  principal_id = "arn:aws:organizations::999999999999:organization/o-somebodyelse"
  type         = "ORGANIZATION"

}

resource "aws_servicecatalog_portfolio_share" "principals_too" {
  portfolio_id     = aws_servicecatalog_portfolio.science.id
  principal_id     = "arn:aws:organizations::111122223333:ou/o-exampleorg1/ou-ab12-11112222"
  type             = "ORGANIZATIONAL_UNIT"
  share_principals = true
}
