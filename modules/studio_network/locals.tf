locals {
  # People work in dev alone. Elsewhere there is no Studio, and no door that only people in Studio go through.
  _has_studio = var.context.environment == "dev"

  _name      = "${var.context.name_prefix}-studio"
  _logs      = "arn:${var.context.partition}:logs:${var.context.region}:${var.context.account_id}"
  _flow_logs = "/aws/vpc-flow-logs/${local._name}"
  # Names under /aws/vendedlogs/ do not count against the size of the account's log resource policies.
  _query_logs = "/aws/vendedlogs/route53resolver/${local._name}"
}
