# pass: aws_servicecatalog_principal_portfolio_association.launches, aws_servicecatalog_principal_portfolio_association.trains_as_held, aws_servicecatalog_principal_portfolio_association.refused_besides
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

locals {
  launch = [{ Effect = "Allow", Action = ["servicecatalog:ProvisionProduct", "sagemaker:Describe*", "cloudformation:DescribeStacks"], Resource = "*" }]
  key    = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}


resource "aws_iam_role" "launches" {
  name = "launches"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/people" } }]
  })
}

resource "aws_iam_role_policy" "launches" {
  role = aws_iam_role.launches.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.launch
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "launches" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = aws_iam_role.launches.arn
  principal_type = "IAM"
}

resource "aws_iam_role" "trains_as_held" {
  name = "trains-as-held"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/people" } }]
  })
}

resource "aws_iam_role_policy" "trains_as_held" {
  role = aws_iam_role.trains_as_held.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(local.launch, [{
      Effect   = "Allow"
      Action   = "sagemaker:CreateTrainingJob"
      Resource = "*"
      Condition = {
        Null                        = { "sagemaker:VpcSubnets" = "false", "sagemaker:VpcSecurityGroupIds" = "false" }
        "ForAllValues:StringEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222", "sagemaker:VpcSecurityGroupIds" = "sg-11112222" }
        ArnEquals                   = { "sagemaker:VolumeKmsKeyArn" = local.key, "sagemaker:OutputKmsKeyArn" = local.key }
        ArnEqualsIfExists           = { "sagemaker:VolumeKmsKey" = local.key, "sagemaker:OutputKmsKey" = local.key }
        Bool                        = { "sagemaker:NetworkIsolation" = "true", "sagemaker:InterContainerTrafficEncryption" = "true" }
      }
    }])
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "trains_as_held" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = aws_iam_role.trains_as_held.arn
  principal_type = "IAM"
}

resource "aws_iam_role" "refused_besides" {
  name = "refused-besides"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::555566667777:role/people" } }]
  })
}

resource "aws_iam_role_policy" "refused_besides" {
  role = aws_iam_role.refused_besides.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(local.launch, [
      { Effect = "Allow", Action = ["cloudformation:*", "sagemaker:*"], Resource = "*" },
      { Effect = "Deny", Action = ["cloudformation:Create*", "cloudformation:Update*", "cloudformation:Execute*", "sagemaker:Create*", "sagemaker:Update*"], Resource = "*" },
    ])
  })
}

resource "aws_servicecatalog_principal_portfolio_association" "refused_besides" {
  portfolio_id   = aws_servicecatalog_portfolio.science.id
  principal_arn  = aws_iam_role.refused_besides.arn
  principal_type = "IAM"
}
