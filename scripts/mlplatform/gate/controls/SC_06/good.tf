# pass: aws_servicecatalog_principal_portfolio_association.role, aws_servicecatalog_principal_portfolio_association.new_role, aws_servicecatalog_principal_portfolio_association.role_in_each_account, aws_servicecatalog_principal_portfolio_association.permission_set
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

resource "aws_iam_role" "scientist" {
  name = "scientist"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/people" } }]
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "new_role" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = aws_iam_role.scientist.arn
  principal_type = "IAM"
}

resource "aws_servicecatalog_principal_portfolio_association" "role" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = "arn:aws:iam::111122223333:role/scientist"
  principal_type = "IAM"
}

resource "aws_servicecatalog_principal_portfolio_association" "role_in_each_account" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = "arn:aws:iam:::role/scientist"
  principal_type = "IAM_PATTERN"
}

resource "aws_servicecatalog_principal_portfolio_association" "permission_set" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = "arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Scientist_*"
  principal_type = "IAM_PATTERN"
}
