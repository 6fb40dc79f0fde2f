variable "codeartifact" {
  description = <<-EOT
    Where the packages for images come from.
    - `domain`, `repository`: names of the domain and of its repository of approved packages.
    - `domain_owner_account_id`: account that owns the domain.
  EOT
  type = object({
    domain                  = string
    domain_owner_account_id = string
    repository              = string
  })
  nullable = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.codeartifact.domain_owner_account_id))
    error_message = "IAM-111: codeartifact.domain_owner_account_id is \"${var.codeartifact.domain_owner_account_id}\"; write 12 digits, in quotes."
  }

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,48}[a-z0-9]$", var.codeartifact.domain)) && can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$", var.codeartifact.repository))
    error_message = "IAM-112: codeartifact is \"${var.codeartifact.repository}\" in \"${var.codeartifact.domain}\"; write the exact names of a repository and of its domain, without wildcards."
  }
}

variable "consumer_account_ids" {
  description = "Ids of the accounts that pull: those of the use cases."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for id in var.consumer_account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "ECR-102: consumer_account_ids has ${join(", ", [for id in var.consumer_account_ids : "\"${id}\"" if !can(regex("^[0-9]{12}$", id))])}; write 12 digits, in quotes."
  }

  validation {
    condition     = !contains(var.consumer_account_ids, var.context.account_id)
    error_message = "ECR-102: consumer_account_ids has ${var.context.account_id}, the account of the registry; write accounts of use cases alone, for nobody runs an image here."
  }

  validation {
    condition     = length(var.consumer_account_ids) <= 243
    error_message = "ECR-103: consumer_account_ids has ${length(var.consumer_account_ids)} accounts; write 243 at most, which is 81 use cases, for a repository's policy holds no more."
  }
}

variable "context" {
  description = "Where the resources stand and for whom; made by modules/context, which checks it."
  type = object({
    organization_id = string # AWS Organizations id, o-...
    environment     = string # shared
    use_case        = string # snake_case
    account_id      = string
    region          = string
    partition       = string
    name_prefix     = string # e.g. "bank-platform-shared", at most 38 characters
  })
  nullable = false

  validation {
    condition     = var.context.environment == "shared"
    error_message = "XA-102: context.environment is \"${var.context.environment}\"; write shared, for images stand in the shared account and in no account of a use case."
  }
}

variable "github" {
  description = "Whose workflows may take on the role that builds: `repository`, as owner/name, and `ref`, the one branch."
  type = object({
    repository = string
    ref        = string
  })
  nullable = false

  validation {
    condition     = can(regex("^[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}$", var.github.repository))
    error_message = "IAM-16: github.repository is \"${var.github.repository}\"; write one repository as owner/name, without wildcards."
  }

  validation {
    condition     = can(regex("^refs/heads/[A-Za-z0-9._/-]+$", var.github.ref))
    error_message = "IAM-16: github.ref is \"${var.github.ref}\"; write one branch, such as refs/heads/main."
  }
}

variable "images" {
  description = "Name of an image => what it is (`description`); each gets a repository of its own."
  type = map(object({
    description = string
  }))
  nullable = false

  validation {
    condition     = length(var.images) > 0 && alltrue([for name in keys(var.images) : can(regex("^[a-z0-9](-?[a-z0-9]){0,19}$", name))])
    error_message = "ECR-101: images has ${length(var.images) == 0 ? "none" : join(", ", [for name in keys(var.images) : "\"${name}\"" if !can(regex("^[a-z0-9](-?[a-z0-9]){0,19}$", name))])}; write one at least, with names of 1 to 20 small letters, digits and single hyphens."
  }
}

variable "kms_key_arn" {
  description = "ARN of the key for images, which the role that applies this module may lend to ECR."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.kms_key_arn))
    error_message = "ECR-01: kms_key_arn is \"${var.kms_key_arn}\"; write the ARN of a key of your own, not an alias or an AWS-managed key."
  }
}

variable "management_role_arns" {
  description = "Exact ARNs of the roles of this account that set repositories up, the role that applies this module among them; none of them comes to an image."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.management_role_arns) > 0 && alltrue([for arn in var.management_role_arns : can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "ECR-03: management_role_arns is ${length(var.management_role_arns) == 0 ? "empty" : join(", ", var.management_role_arns)}; write one role at least, each as arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}

variable "oidc_provider_arn" {
  description = "ARN of the provider of GitHub's tokens in this account; modules/delivery_roles makes it."
  type        = string
  nullable    = false

  validation {
    condition     = var.oidc_provider_arn == "arn:${var.context.partition}:iam::${var.context.account_id}:oidc-provider/token.actions.githubusercontent.com"
    error_message = "IAM-16: oidc_provider_arn is \"${var.oidc_provider_arn}\"; write arn:${var.context.partition}:iam::${var.context.account_id}:oidc-provider/token.actions.githubusercontent.com, for the role trusts GitHub alone."
  }
}

variable "organization" {
  description = "Short name of the organization, the first part of every name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,8}$", var.organization))
    error_message = "CTX-103: organization is \"${var.organization}\"; write 2 to 9 lower-case letters and digits, a letter first."
  }
}

variable "kept_images" {
  description = "How many builds of each image are kept; releases do not count, and stay."
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition     = var.kept_images >= 10 && var.kept_images <= 1000 && floor(var.kept_images) == var.kept_images
    error_message = "ECR-104: kept_images is ${var.kept_images}; write a whole number from 10 to 1000."
  }
}

variable "untagged_in_days" {
  description = "After how many days an image without any tag goes."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.untagged_in_days >= 1 && var.untagged_in_days <= 90 && floor(var.untagged_in_days) == var.untagged_in_days
    error_message = "ECR-105: untagged_in_days is ${var.untagged_in_days}; write a whole number from 1 to 90."
  }
}
