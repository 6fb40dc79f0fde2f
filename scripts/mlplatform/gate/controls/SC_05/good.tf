# pass: aws_servicecatalog_portfolio_share.unit, aws_servicecatalog_portfolio_share.organization, aws_servicecatalog_portfolio_share.account, aws_servicecatalog_portfolio_share.new_unit
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

resource "aws_servicecatalog_portfolio_share" "unit" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  principal_id = "arn:aws:organizations::111122223333:ou/o-exampleorg1/ou-ab12-11112222"
  type         = "ORGANIZATIONAL_UNIT"

}

resource "aws_servicecatalog_portfolio_share" "organization" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  principal_id = "arn:aws:organizations::111122223333:organization/o-exampleorg1"
  type         = "ORGANIZATION"

}

resource "aws_servicecatalog_portfolio_share" "account" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  principal_id = "444455556666"
  type         = "ACCOUNT"

}

resource "aws_organizations_organizational_unit" "science" {
  name      = "science"
  parent_id = "r-ab12"
}

resource "aws_servicecatalog_portfolio_share" "new_unit" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  principal_id = aws_organizations_organizational_unit.science.arn
  type         = "ORGANIZATIONAL_UNIT"

}
