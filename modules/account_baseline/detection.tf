# The services that look for trouble. Each makes the service-linked role that it works with.
locals {
  # What GuardDuty reads beside the trail, the flow logs and DNS, which it always reads.
  _guardduty_features = toset(["EBS_MALWARE_PROTECTION", "EKS_AUDIT_LOGS", "LAMBDA_NETWORK_LOGS", "RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"])

  # GuardDuty can put its agent on machines by itself, and a VPC endpoint of its own into each VPC with it. No machine
  # of the platform stands in a VPC of the account, and the network is to hold what its module says, and no more.
  _guardduty_agents = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"] # in the order in which it tells them

  _standards = toset([
    "aws-foundational-security-best-practices/v/1.0.0",
    "cis-aws-foundations-benchmark/v/3.0.0",
    "nist-800-53/v/5.0.0",
  ])
}

resource "aws_guardduty_detector" "this" { # LOG-05
  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}

resource "aws_guardduty_detector_feature" "this" { # LOG-05
  for_each = local._guardduty_features

  detector_id = aws_guardduty_detector.this.id
  name        = each.key
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "runtime" { # LOG-05
  detector_id = aws_guardduty_detector.this.id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"

  dynamic "additional_configuration" {
    for_each = local._guardduty_agents

    content {
      name   = additional_configuration.value
      status = "DISABLED"
    }
  }
}

# The standards are those below, no matter which ones AWS takes for its default.
resource "aws_securityhub_account" "this" { # LOG-05
  auto_enable_controls      = true
  control_finding_generator = "SECURITY_CONTROL"
  enable_default_standards  = false
}

resource "aws_securityhub_standards_subscription" "this" {
  for_each = local._standards

  standards_arn = "arn:${var.context.partition}:securityhub:${var.context.region}::standards/${each.key}"

  depends_on = [aws_config_configuration_recorder_status.this, aws_securityhub_account.this]
}

resource "aws_macie2_account" "this" { # LOG-05
  finding_publishing_frequency = "FIFTEEN_MINUTES"
  status                       = "ENABLED"
}

resource "aws_inspector2_enabler" "this" { # LOG-05
  account_ids    = [var.context.account_id]
  resource_types = ["EC2", "ECR", "LAMBDA"]
}
