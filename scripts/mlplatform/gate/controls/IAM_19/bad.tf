# fail: aws_organizations_organization.untrusting, aws_iam_organizations_features.this["credentials"]
# fail: aws_iam_organizations_features.this["sessions"]
resource "aws_organizations_organization" "untrusting" {
  aws_service_access_principals = ["cloudtrail.amazonaws.com"]
  feature_set                   = "ALL"
}

resource "aws_iam_organizations_features" "this" {
  for_each = { credentials = ["RootCredentialsManagement"], sessions = ["RootSessions"] }

  enabled_features = each.value
}
