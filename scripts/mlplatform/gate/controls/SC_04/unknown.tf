# pass: aws_servicecatalog_product.notebook, aws_servicecatalog_product.terraform
# undecided: aws_servicecatalog_product_portfolio_association.later, aws_servicecatalog_product_portfolio_association.terraform
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

resource "aws_servicecatalog_product_portfolio_association" "later" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
}

resource "aws_servicecatalog_constraint" "later" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "TEMPLATE"
  parameters   = jsonencode({ Rules = { sizes = { Assertions = [{ Assert = { "Fn::Equals" = [terraform_data.later.output, { Ref = "InstanceType" }] } }] } } })
}
resource "aws_servicecatalog_product" "terraform" {
  name  = "terraform"
  owner = "platform"
  type  = "TERRAFORM_OPEN_SOURCE"

  provisioning_artifact_parameters {
    template_url = "https://credit-templates.s3.eu-west-2.amazonaws.com/notebook.json"
    type         = "TERRAFORM_OPEN_SOURCE"
  }
}

resource "aws_servicecatalog_product_portfolio_association" "terraform" {
  portfolio_id = aws_servicecatalog_portfolio.science.id
  product_id   = aws_servicecatalog_product.terraform.id
}
