# fail: aws_guardduty_detector.bare, aws_guardduty_detector.off, aws_guardduty_detector.without_run_time
# fail: aws_guardduty_organization_configuration.new_only, aws_inspector2_organization_configuration.without_lambda
# fail: aws_macie2_account.paused, aws_macie2_organization_configuration.off, aws_securityhub_organization_configuration.off
resource "aws_guardduty_detector" "bare" {
  enable = true
}

resource "aws_guardduty_detector" "off" {
  enable = false
}

resource "aws_guardduty_detector_feature" "off" {
  for_each = toset(["LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING", "S3_DATA_EVENTS"])

  detector_id = aws_guardduty_detector.off.id
  name        = each.key
  status      = "ENABLED"
}

resource "aws_guardduty_detector" "without_run_time" {
  enable = true
}

resource "aws_guardduty_detector_feature" "without_run_time" {
  for_each = { LAMBDA_NETWORK_LOGS = "ENABLED", RUNTIME_MONITORING = "DISABLED", S3_DATA_EVENTS = "ENABLED" }

  detector_id = aws_guardduty_detector.without_run_time.id
  name        = each.key
  status      = each.value
}

resource "aws_guardduty_organization_configuration" "new_only" {
  detector_id                      = aws_guardduty_detector.bare.id
  auto_enable_organization_members = "NEW"
}

resource "aws_securityhub_organization_configuration" "off" {
  auto_enable = false
}

resource "aws_macie2_account" "paused" {
  status = "PAUSED"
}

resource "aws_macie2_organization_configuration" "off" {
  auto_enable = false
}

resource "aws_inspector2_organization_configuration" "without_lambda" {
  auto_enable {
    ec2 = true
    ecr = true
  }
}
