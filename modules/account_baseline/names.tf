# Names and ARNs that more than one file needs. All are known in the plan, so that policies are, too.
locals {
  _here     = "${var.context.region}:${var.context.account_id}"
  _iam      = "arn:${var.context.partition}:iam::${var.context.account_id}"
  _log_arns = "arn:${var.context.partition}:logs:${local._here}:log-group"

  _alert_topic_name = "${var.context.name_prefix}-alerts"
  _topics           = "arn:${var.context.partition}:sns:${local._here}"
  _alert_topic_arn  = "${local._topics}:${local._alert_topic_name}"

  _trail_name      = "${var.context.name_prefix}-trail"
  _trail_arn       = "arn:${var.context.partition}:cloudtrail:${local._here}:trail/${local._trail_name}"
  _trail_log_group = "/aws/cloudtrail/${local._trail_name}"

  _config_role = "${local._iam}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
}
