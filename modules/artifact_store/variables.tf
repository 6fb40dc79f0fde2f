variable "access_log_bucket_name" {
  description = "Name of the account's bucket for S3 access logs."
  type        = string
  nullable    = false
}

variable "backup_role_arn" {
  description = "Exact ARN of the role of this account that AWS Backup takes on to back up."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", var.backup_role_arn))
    error_message = "REL-06: backup_role_arn is \"${var.backup_role_arn}\"; write arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}

variable "context" {
  description = "The use case that the store is for, in the shared account; made by modules/context with environment = \"shared\"."
  type = object({
    organization_id = string # AWS Organizations id, o-...
    environment     = string # shared
    use_case        = string # snake_case
    account_id      = string
    region          = string
    partition       = string
    name_prefix     = string # e.g. "bank-credit-risk-shared", at most 38 characters
  })
  nullable = false

  validation {
    condition     = var.context.environment == "shared"
    error_message = "XA-102: context.environment is \"${var.context.environment}\"; write shared, for artifacts are passed on in the shared account and in no account of a use case."
  }

  validation {
    condition     = length("${var.context.name_prefix}-artifacts-${var.context.account_id}") <= 63
    error_message = "S3-101: bucket name \"${var.context.name_prefix}-artifacts-${var.context.account_id}\" has ${length("${var.context.name_prefix}-artifacts-${var.context.account_id}")} characters and S3 takes 63; write a context.name_prefix of at most 40."
  }
}

variable "deploy_role_arns" {
  description = "Environment => exact ARN of the deploy role in the use case's account for it; each reads the stage of its environment."
  type = object({
    dev  = string
    test = string
    prod = string
  })
  nullable = false

  validation {
    condition = alltrue([for arn in values(var.deploy_role_arns) :
      can(regex("^arn:${var.context.partition}:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn)) && !strcontains(arn, ":${var.context.account_id}:")
    ])
    error_message = "XA-06: deploy_role_arns has ${join(", ", [for arn in values(var.deploy_role_arns) : "\"${arn}\"" if !can(regex("^arn:${var.context.partition}:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn)) || strcontains(arn, ":${var.context.account_id}:")])}; write the exact ARN of a role in an account of the use case."
  }
}

variable "kms_key_arn" {
  description = "ARN of the use case's key for artifacts in this account; it lets the deploy roles decrypt through S3."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.kms_key_arn))
    error_message = "S3-04: kms_key_arn is \"${var.kms_key_arn}\"; write the ARN of a key of your own, not an alias or an AWS-managed key."
  }
}

variable "management_role_arns" {
  description = "Exact ARNs of the roles of this account that set the bucket up and look at it, the role that applies this module among them; none of them comes to an object."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.management_role_arns) > 0 && alltrue([for arn in var.management_role_arns : can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "S3-09: management_role_arns is ${length(var.management_role_arns) == 0 ? "empty" : join(", ", var.management_role_arns)}; write one role at least, each as arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}

variable "pipeline_role_arns" {
  description = "Environment => exact ARN of the role of this account with which pipelines apply it; each writes the stage of its environment."
  type = object({
    dev  = string
    test = string
    prod = string
  })
  nullable = false

  validation {
    condition     = alltrue([for arn in values(var.pipeline_role_arns) : can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))]) && length(distinct(values(var.pipeline_role_arns))) == 3
    error_message = "XA-06: pipeline_role_arns is ${join(", ", values(var.pipeline_role_arns))}; write three roles, each as arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}

variable "old_versions_in_days" {
  description = "After how many days an artifact that was overwritten goes."
  type        = number
  default     = 400
  nullable    = false

  validation {
    condition     = var.old_versions_in_days >= 90
    error_message = "S3-104: old_versions_in_days is ${var.old_versions_in_days}; write 90 or more, for a fault may be found late."
  }
}
