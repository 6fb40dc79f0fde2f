variable "access_log_bucket_name" {
  description = "Name of the account's bucket for S3 access logs, as modules/account_baseline hands it out."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_log_bucket_name))
    error_message = "S3-07: access_log_bucket_name is \"${var.access_log_bucket_name}\"; write the name of the account's bucket for access logs."
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
    condition     = length("${var.context.name_prefix}-artifacts-${var.context.account_id}") <= 63
    error_message = "S3-101: bucket name \"${var.context.name_prefix}-artifacts-${var.context.account_id}\" has ${length("${var.context.name_prefix}-artifacts-${var.context.account_id}")} characters and S3 takes 63; write a context.name_prefix of at most 38."
  }

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.context.name_prefix))
    error_message = "S3-102: context.name_prefix \"${var.context.name_prefix}\" cannot begin a bucket name; write small letters, digits and hyphens."
  }
}

variable "kms_key_arns" {
  description = "ARNs of the use case's keys: `artifacts` and `data`, each for the bucket of its name."
  type = object({
    artifacts = string
    data      = string
  })
  nullable = false

  validation {
    condition     = alltrue([for arn in values(var.kms_key_arns) : can(regex("^arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:key/[A-Za-z0-9-]+$", arn))])
    error_message = "S3-04: kms_key_arns has ${join(", ", [for arn in values(var.kms_key_arns) : "\"${arn}\"" if !can(regex("^arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:key/[A-Za-z0-9-]+$", arn))])}; write the ARN of a key of account ${var.context.account_id} in ${var.context.region}, not an alias."
  }
}

variable "management_role_arns" {
  description = "Exact ARNs of the roles of this account that see and set up the buckets from outside the network, the role that applies this module among them; none of them comes to an object from there."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.management_role_arns) > 0
    error_message = "S3-112: management_role_arns is empty; write at least the role that applies this module, or the buckets would shut it out."
  }

  validation {
    condition     = alltrue([for arn in var.management_role_arns : can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "S3-113: management_role_arns has ${join(", ", [for arn in var.management_role_arns : "\"${arn}\"" if !can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])}; write arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}

variable "network" {
  description = "The private network of the use case, as modules/studio_network hands it out; what counts here is its gateway to S3."
  type        = object({ s3_endpoint_id = string })
  nullable    = false

  validation {
    condition     = can(regex("^vpce-[0-9a-f]{8,17}$", var.network.s3_endpoint_id))
    error_message = "S3-09: network.s3_endpoint_id is \"${var.network.s3_endpoint_id}\"; write the id of the network's endpoint for S3, such as vpce-0a1b2c3d4e5f60719."
  }
}

variable "bank_endpoint_ids" {
  description = "Ids of further endpoints for S3 through which people of the bank come, such as a model-risk reviewer to evidence: interface endpoints of the bank's own network."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.bank_endpoint_ids : can(regex("^vpce-[0-9a-f]{8,17}$", id))])
    error_message = "S3-09: bank_endpoint_ids has ${join(", ", [for id in var.bank_endpoint_ids : "\"${id}\"" if !can(regex("^vpce-[0-9a-f]{8,17}$", id))])}; write ids of endpoints for S3, such as vpce-0a1b2c3d4e5f60719."
  }
}

variable "deletion_protection" {
  description = "Whether nobody at all, the role that applies this module included, deletes a bucket or an old version of an object. To take the buckets down, apply false first."
  type        = bool
  default     = true
  nullable    = false
}

variable "service_role_arns" {
  description = "Exact ARNs of the roles of this account that AWS services alone take on, and work with from outside the network: AWS Backup's, say."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.service_role_arns : can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "S3-114: service_role_arns has ${join(", ", [for arn in var.service_role_arns : "\"${arn}\"" if !can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])}; write arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}

variable "version_retention_in_days" {
  description = "How long a version stays after it was written over or deleted, in days."
  type        = number
  default     = 400
  nullable    = false

  validation {
    condition     = var.version_retention_in_days >= 30 && var.version_retention_in_days <= 3653
    error_message = "S3-115: version_retention_in_days is ${var.version_retention_in_days}; write 30 to 3653."
  }
}
