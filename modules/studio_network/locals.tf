locals {
  _name      = "${var.context.name_prefix}-studio"
  _logs      = "arn:${var.context.partition}:logs:${var.context.region}:${var.context.account_id}"
  _flow_logs = "/aws/vpc-flow-logs/${local._name}"
  # Names under /aws/vendedlogs/ do not count against the size of the account's log resource policies.
  _query_logs = "/aws/vendedlogs/route53resolver/${local._name}"
}
