variable "alert_topic_arn" {
  description = "ARN of the SNS topic of this account that is told of jobs that ended, failed or were cut short; its policy lets AWS Backup publish."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:${var.context.partition}:sns:${var.context.region}:${var.context.account_id}:[A-Za-z0-9_-]+$", var.alert_topic_arn))
    error_message = "REL-111: alert_topic_arn is \"${var.alert_topic_arn}\"; write the ARN of a topic of account ${var.context.account_id} in ${var.context.region}."
  }
}

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

  # The names of a vault and of a restore testing plan have 50 characters at most; the longest of ours ends in "-restore".
  validation {
    condition     = length(var.context.name_prefix) <= 38
    error_message = "REL-112: context.name_prefix \"${var.context.name_prefix}\" has ${length(var.context.name_prefix)} characters; write at most 38, for names of AWS Backup hold no more."
  }
}

variable "kms_key_arn" {
  description = "ARN of the key that encrypts the vault, and what restore tests make. Its policy lets this account use it through backup, elasticfilesystem and s3."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:key/[A-Za-z0-9-]+$", var.kms_key_arn))
    error_message = "REL-05: kms_key_arn is \"${var.kms_key_arn}\"; write the ARN of a key of account ${var.context.account_id} in ${var.context.region}, not an alias or an AWS-managed key."
  }
}

variable "source_kms_key_arns" {
  description = "Purpose => ARN of a key that a bucket or a file system is encrypted with: the backup of a store whose key is not here fails. Empty where nothing has a key of its own."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for arn in values(var.source_kms_key_arns) : can(regex("^arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:key/[A-Za-z0-9-]+$", arn))])
    error_message = "KMS-08: source_kms_key_arns has ${join(", ", [for arn in values(var.source_kms_key_arns) : "\"${arn}\"" if !can(regex("^arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:key/[A-Za-z0-9-]+$", arn))])}; write exact ARNs of keys of account ${var.context.account_id} in ${var.context.region}."
  }
}

variable "further_bucket_names" {
  description = "Exact names of buckets that are backed up where they are tagged for it, beside those whose names begin with the prefix of the context."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.further_bucket_names : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", name))])
    error_message = "REL-06: further_bucket_names has ${join(", ", [for name in var.further_bucket_names : "\"${name}\"" if !can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", name))])}; write exact bucket names, without wildcards."
  }
}
