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

variable "kms_key_arns" {
  description = "ARNs of the use case's keys: `logs` for flow logs and DNS query logs."
  type        = object({ logs = string })
  nullable    = false

  validation {
    condition     = can(regex("^arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:key/[0-9a-zA-Z-]+$", var.kms_key_arns.logs))
    error_message = "LOG-06: kms_key_arns.logs is \"${var.kms_key_arns.logs}\"; write the ARN of a key of account ${var.context.account_id} in ${var.context.region}, not an alias."
  }
}

variable "permissions_boundary_arn" {
  description = "ARN of the permissions boundary that the flow-log role carries."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:policy/[A-Za-z0-9+=,.@_/-]+$", var.permissions_boundary_arn))
    error_message = "IAM-05: permissions_boundary_arn is \"${var.permissions_boundary_arn}\"; write the ARN of a policy in account ${var.context.account_id}."
  }
}

variable "aws_image_account_ids" {
  description = "Accounts of AWS outside the organization whose container images (SageMaker's own frameworks, say) may be pulled: the one reviewed exception of the ECR endpoints."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.aws_image_account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "NET-11: aws_image_account_ids has ${join(", ", [for id in var.aws_image_account_ids : "\"${id}\"" if !can(regex("^[0-9]{12}$", id))])}; write account ids of 12 digits."
  }
}

variable "aws_owned_buckets" {
  description = "Exact names of further buckets of AWS that may be read through the S3 endpoint, beside the one that holds ECR's image layers."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.aws_owned_buckets : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", name))])
    error_message = "NET-12: aws_owned_buckets has ${join(", ", [for name in var.aws_owned_buckets : "\"${name}\"" if !can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", name))])}; write exact bucket names, without wildcards."
  }
}

variable "dns_allowed_domains" {
  description = "Further domains that may be looked up, exact (`pypi.bank.example`) or by suffix (`*.bank.example`), beside the names of the endpoints."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for domain in var.dns_allowed_domains : can(regex("^(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", domain))])
    error_message = "NET-16: dns_allowed_domains has ${join(", ", [for domain in var.dns_allowed_domains : "\"${domain}\"" if !can(regex("^(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", domain))])}; write a domain of at least two parts, such as *.bank.example."
  }

  # Names of every customer of AWS stand under these: a pattern over them is no allow-list.
  validation {
    condition     = length([for domain in var.dns_allowed_domains : domain if can(regex("^\\*\\.([a-z0-9-]+\\.)?(amazonaws\\.com|api\\.aws|sagemaker\\.aws|on\\.aws|aws\\.dev|awsapps\\.com|cloudfront\\.net)$", domain))]) == 0
    error_message = "NET-16: dns_allowed_domains has ${join(", ", [for domain in var.dns_allowed_domains : "\"${domain}\"" if can(regex("^\\*\\.([a-z0-9-]+\\.)?(amazonaws\\.com|api\\.aws|sagemaker\\.aws|on\\.aws|aws\\.dev|awsapps\\.com|cloudfront\\.net)$", domain))])}, under which others hold names; write the exact names of the service."
  }
}

variable "log_retention_in_days" {
  description = "Days that flow logs and DNS query logs are kept."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains([365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_in_days)
    error_message = "LOG-06: log_retention_in_days is ${var.log_retention_in_days}; write 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}
