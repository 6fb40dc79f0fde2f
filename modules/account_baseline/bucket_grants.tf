# What a service that comes as itself may do with a bucket, and for which of this account's resources: the least that
# it needs to deliver. The refusals beside these hold for services, too.
locals {
  _s3_grants = {
    access-logs = [
      { sid = "DeliverAccessLogs", service = "logging.s3.amazonaws.com", action = "s3:PutObject", path = "/*", source = "arn:${var.context.partition}:s3:::${var.context.name_prefix}-*" },
    ]
    config = [
      { sid = "LookAtOwner", service = "config.amazonaws.com", action = "s3:GetBucketAcl", path = "", source = local._config_source },
      { sid = "LookForBucket", service = "config.amazonaws.com", action = "s3:ListBucket", path = "", source = local._config_source },
      { sid = "DeliverConfiguration", service = "config.amazonaws.com", action = "s3:PutObject", path = "/AWSLogs/${var.context.account_id}/Config/*", source = local._config_source },
    ]
    logs = [
      { sid = "LookAtOwner", service = "cloudtrail.amazonaws.com", action = "s3:GetBucketAcl", path = "", source = local._trail_arn },
      { sid = "DeliverTrail", service = "cloudtrail.amazonaws.com", action = "s3:PutObject", path = "/AWSLogs/${var.context.account_id}/*", source = local._trail_arn },
    ]
  }

  # For a delivery channel, AWS Config says its region and account and nothing more.
  _config_source = "arn:${var.context.partition}:config:${local._here}:*"
}
