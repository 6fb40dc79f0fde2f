variable "access_log_bucket_name" {
  description = "Name of the account's bucket for S3 access logs."
  type        = string
  nullable    = false
}

variable "account_factory_role_arn" {
  description = "ARN of the role that the account factory left in the account; mlp bootstrap came in through it, and may mend the key's policy."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", var.account_factory_role_arn))
    error_message = "KMS-03: account_factory_role_arn is \"${var.account_factory_role_arn}\"; write arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
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

  validation {
    condition     = var.context.environment == "shared"
    error_message = "REL-02: context.environment is \"${var.context.environment}\"; write shared, for all state lies in the shared account and in no account of a use case."
  }
}

variable "deploy_role_arn" {
  description = "Exact ARN of the role that applies in this account; it administers the key."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", var.deploy_role_arn))
    error_message = "KMS-03: deploy_role_arn is \"${var.deploy_role_arn}\"; write arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}

variable "kms_key_id" {
  description = "Id of the key that mlp bootstrap made and the root imports; with it the bucket's policy is known in every plan."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.kms_key_id))
    error_message = "KMS-107: kms_key_id is \"${var.kms_key_id}\"; write the id of the key, such as 1234abcd-12ab-34cd-56ef-1234567890ab, and no alias or ARN."
  }
}

variable "name" {
  description = "Name of the state: the bucket is called <name>-<account id>, the key alias/<name>."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,49}$", var.name))
    error_message = "S3-103: name is \"${var.name}\"; write 2 to 50 small letters, digits and hyphens, a letter first, for a bucket takes it with the account's id."
  }
}

variable "reader_role_arns" {
  description = "Exact ARNs of the roles of this account that read state and write none."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.reader_role_arns : can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "REL-02: reader_role_arns has ${join(", ", [for arn in var.reader_role_arns : "\"${arn}\"" if !can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])}; write arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}

variable "writer_role_arns" {
  description = "Exact ARNs of the roles of this account that write state; the parts that each may write stand in its own policy."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.writer_role_arns) > 0
    error_message = "REL-02: writer_role_arns is empty; write at least one role, or nobody could apply again."
  }

  validation {
    condition     = alltrue([for arn in var.writer_role_arns : can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "REL-02: writer_role_arns has ${join(", ", [for arn in var.writer_role_arns : "\"${arn}\"" if !can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])}; write arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}

variable "old_versions_in_days" {
  description = "After how many days a state that was overwritten goes, in days; the last twenty stay."
  type        = number
  default     = 400
  nullable    = false

  validation {
    condition     = var.old_versions_in_days >= 90
    error_message = "S3-104: old_versions_in_days is ${var.old_versions_in_days}; write 90 or more, for a fault may be found late."
  }
}
