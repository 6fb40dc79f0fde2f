# undecided: aws_guardduty_detector.later, aws_macie2_organization_configuration.later
# undecided: aws_securityhub_organization_configuration.central, aws_macie2_account.later
resource "terraform_data" "later" {
  input = true
}

resource "aws_guardduty_detector" "later" {
  enable = terraform_data.later.output
}

resource "aws_guardduty_detector_feature" "later" {
  for_each = toset(["LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING", "S3_DATA_EVENTS"])

  detector_id = aws_guardduty_detector.later.id
  name        = each.key
  status      = "ENABLED"
}

resource "aws_macie2_organization_configuration" "later" {
  auto_enable = terraform_data.later.output
}

# What it is configured with, centrally, is in another plan.
resource "aws_securityhub_organization_configuration" "central" {
  auto_enable           = false
  auto_enable_standards = "NONE"

  organization_configuration {
    configuration_type = "CENTRAL"
  }
}

resource "terraform_data" "status" {
  input = "PAUSED"
}

resource "aws_macie2_account" "later" {
  status = terraform_data.status.output
}
