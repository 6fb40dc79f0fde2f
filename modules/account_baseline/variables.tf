variable "context" {
  description = "Where the resources stand and for whom; made by modules/context, which checks it."
  type = object({
    organization_id = string # AWS Organizations id, o-...
    environment     = string # dev, test, prod or shared
    use_case        = string # snake_case
    account_id      = string
    region          = string
    partition       = string
    name_prefix     = string # e.g. "bank-credit-risk-dev", at most 38 characters
  })
  nullable = false

  validation {
    condition     = length("${var.context.name_prefix}-access-logs-${var.context.account_id}") <= 63
    error_message = "S3-101: bucket name \"${var.context.name_prefix}-access-logs-${var.context.account_id}\" has ${length("${var.context.name_prefix}-access-logs-${var.context.account_id}")} characters and S3 takes 63; write a context.name_prefix of at most 38."
  }

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.context.name_prefix))
    error_message = "S3-102: context.name_prefix \"${var.context.name_prefix}\" cannot begin a bucket name; write small letters, digits and hyphens."
  }
}

variable "kms_key_arns" {
  description = "ARNs of the account's keys: `alerts` for the alert topic, `backup` for the backup vault, `ebs` for volumes by default, `logs` for the trail, what AWS Config records, the log buckets and the log groups."
  type = object({
    alerts = string
    backup = string
    ebs    = string
    logs   = string
  })
  nullable = false

  validation {
    condition     = alltrue([for arn in values(var.kms_key_arns) : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", arn))])
    error_message = "S3-04: kms_key_arns has ${join(", ", [for arn in values(var.kms_key_arns) : "\"${arn}\"" if !can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", arn))])}; write the ARN of a key of your own, not an alias or an AWS-managed key."
  }
}

variable "backup_further_bucket_names" {
  description = "Exact names of buckets that are backed up where they are tagged for it, beside those of the context's own prefix."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "backup_source_kms_key_arns" {
  description = "Purpose => ARN of a key that a bucket or a file system of this account is encrypted with; what is tagged for backup under another key is not backed up."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "config_role_exists" {
  description = "Whether the account has AWSServiceRoleForConfig already, as those of Control Tower do. There is one in an account, and making it again fails."
  type        = bool
  default     = false
  nullable    = false
}

variable "log_retention_in_days" {
  description = "How long logs are kept, in days; one of the periods CloudWatch Logs knows, a year at least. Object Lock keeps each file for as long, and nobody shortens that."
  type        = number
  default     = 400
  nullable    = false

  validation {
    condition     = contains([365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_in_days)
    error_message = "LOG-06: log_retention_in_days is ${var.log_retention_in_days}; write 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "unused_access_in_days" {
  description = "After how many days without use Access Analyzer reports a role or a permission."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.unused_access_in_days >= 1 && var.unused_access_in_days <= 180
    error_message = "IAM-18: unused_access_in_days is ${var.unused_access_in_days}; write 1 to 180."
  }
}
