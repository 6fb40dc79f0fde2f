# pass: aws_guardduty_detector.administrator, aws_guardduty_detector.member, aws_guardduty_organization_configuration.this
# pass: aws_inspector2_organization_configuration.this, aws_macie2_account.this, aws_macie2_account.by_default, aws_macie2_organization_configuration.this
# pass: aws_securityhub_organization_configuration.local, aws_securityhub_organization_configuration.central
locals {
  features = toset(["LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING", "S3_DATA_EVENTS"])
}

resource "aws_guardduty_detector" "administrator" {
  enable = true
}

resource "aws_guardduty_organization_configuration" "this" {
  detector_id                      = aws_guardduty_detector.administrator.id
  auto_enable_organization_members = "ALL"
}

resource "aws_guardduty_organization_configuration_feature" "this" {
  for_each = local.features

  detector_id = aws_guardduty_detector.administrator.id
  name        = each.key
  auto_enable = "ALL"
}

resource "aws_guardduty_detector" "member" {
  enable = true
}

resource "aws_guardduty_detector_feature" "member" {
  for_each = local.features

  detector_id = aws_guardduty_detector.member.id
  name        = each.key
  status      = "ENABLED"
}

resource "aws_securityhub_organization_configuration" "local" {
  auto_enable = true
}

resource "aws_securityhub_organization_configuration" "central" {
  auto_enable           = false
  auto_enable_standards = "NONE"

  organization_configuration {
    configuration_type = "CENTRAL"
  }
}

resource "aws_securityhub_configuration_policy" "all" {
  name = "all"

  configuration_policy {
    service_enabled       = true
    enabled_standard_arns = ["arn:aws:securityhub:eu-west-2::standards/aws-foundational-security-best-practices/v/1.0.0"]

    security_controls_configuration {
      disabled_control_identifiers = []
    }
  }
}

resource "aws_macie2_account" "this" {
  status = "ENABLED"
}

resource "aws_macie2_account" "by_default" {}

resource "aws_macie2_organization_configuration" "this" {
  auto_enable = true
}

resource "aws_inspector2_organization_configuration" "this" {
  auto_enable {
    ec2    = true
    ecr    = true
    lambda = true
  }
}
