# fail: aws_servicecatalog_principal_portfolio_association.any_role, aws_servicecatalog_principal_portfolio_association.any_beginning_so, aws_servicecatalog_principal_portfolio_association.any_permission_set, aws_servicecatalog_principal_portfolio_association.looks_like_one, aws_servicecatalog_principal_portfolio_association.account
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

resource "aws_servicecatalog_principal_portfolio_association" "any_role" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = "arn:aws:iam:::role/*"
  principal_type = "IAM_PATTERN"
}

resource "aws_servicecatalog_principal_portfolio_association" "any_beginning_so" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = "arn:aws:iam:::role/science/data-*"
  principal_type = "IAM_PATTERN"
}

resource "aws_servicecatalog_principal_portfolio_association" "any_permission_set" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = "arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*"
  principal_type = "IAM_PATTERN"
}

resource "aws_servicecatalog_principal_portfolio_association" "looks_like_one" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = "arn:aws:iam:::role/AWSReservedSSO_Scientist_*"
  principal_type = "IAM_PATTERN"
}

resource "aws_servicecatalog_principal_portfolio_association" "account" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = "arn:aws:iam::111122223333:root"
  principal_type = "IAM"
}
