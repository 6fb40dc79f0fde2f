# undecided: aws_organizations_organization.later, aws_iam_organizations_features.later
resource "terraform_data" "later" {
  input = "RootSessions"
}

resource "aws_organizations_organization" "later" {
  aws_service_access_principals = ["cloudtrail.amazonaws.com", terraform_data.later.output]
  feature_set                   = "ALL"
}

resource "aws_iam_organizations_features" "later" {
  enabled_features = ["RootCredentialsManagement", terraform_data.later.output]
}
