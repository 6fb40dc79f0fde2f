# pass: aws_organizations_organization.this, aws_iam_organizations_features.this
resource "aws_organizations_organization" "this" {
  aws_service_access_principals = ["cloudtrail.amazonaws.com", "iam.amazonaws.com"]
  feature_set                   = "ALL"
}

resource "aws_iam_organizations_features" "this" {
  enabled_features = ["RootCredentialsManagement", "RootSessions"]
}
