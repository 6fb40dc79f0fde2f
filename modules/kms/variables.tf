variable "administrator_role_arns" {
  description = "Exact ARNs of the roles that administer the keys, the role that applies this module among them: they must exist before the keys do."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.administrator_role_arns) > 0
    error_message = "KMS-07: administrator_role_arns is empty; write at least the role that applies this module, or nobody could change the key policy again."
  }

  validation {
    condition     = alltrue([for arn in var.administrator_role_arns : can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "KMS-03: administrator_role_arns has ${join(", ", [for arn in var.administrator_role_arns : "\"${arn}\"" if !can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])}; write arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
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
}

variable "recovery_role_arns" {
  description = "ARNs of roles, break-glass above all, that may also put a key policy if IAM lets them; they need not exist yet."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.recovery_role_arns : can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "KMS-03: recovery_role_arns has ${join(", ", [for arn in var.recovery_role_arns : "\"${arn}\"" if !can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])}; write arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}
