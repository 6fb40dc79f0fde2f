variable "consumer_account_ids" {
  description = "Ids of the accounts that install approved packages: those of the use cases."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for id in var.consumer_account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "CA-101: consumer_account_ids has ${join(", ", [for id in var.consumer_account_ids : "\"${id}\"" if !can(regex("^[0-9]{12}$", id))])}; write 12 digits, in quotes."
  }

  validation {
    condition     = !contains(var.consumer_account_ids, var.context.account_id)
    error_message = "CA-101: consumer_account_ids has ${var.context.account_id}, the account of the domain; write accounts of use cases alone, for roles of this account come to packages by their own policies."
  }

  validation {
    condition     = length(var.consumer_account_ids) <= 243
    error_message = "CA-102: consumer_account_ids has ${length(var.consumer_account_ids)} accounts; write 243 at most, which is 81 use cases, for a policy of CodeArtifact holds no more."
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
    error_message = "XA-102: context.environment is \"${var.context.environment}\"; write shared, for packages stand in the shared account and in no account of a use case."
  }
}

variable "domain" {
  description = "Name of the domain; it begins with the organization's short name, for the deploy role sets up no other."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^${var.organization}-[a-z0-9-]*[a-z0-9]$", var.domain)) && length(var.domain) <= 50
    error_message = "CA-103: domain is \"${var.domain}\"; write ${var.organization}-<name>, 50 small letters, digits and hyphens at most and no hyphen last, for the deploy role may set up no other."
  }
}

variable "github" {
  description = "Whose workflows may take on the intake role: `repository`, as owner/name, and `ref`, the one branch."
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

variable "kms_key_arn" {
  description = "ARN of the key for packages, which the role that applies this module may lend to CodeArtifact."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:key/[A-Za-z0-9-]+$", var.kms_key_arn))
    error_message = "CA-01: kms_key_arn is \"${var.kms_key_arn}\"; write arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:key/<id>, a key of your own and no alias."
  }
}

variable "management_role_arns" {
  description = "Exact ARNs of the roles of this account that set repositories up, the role that applies this module among them; none of them comes to a package."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.management_role_arns) > 0 && alltrue([for arn in var.management_role_arns : can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "CA-06: management_role_arns is ${length(var.management_role_arns) == 0 ? "empty" : join(", ", var.management_role_arns)}; write one role at least, each as arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
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

variable "repository" {
  description = "Name of the repository of approved packages, from which everybody installs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$", var.repository)) && !contains(["public-pypi", "quarantine", "internal"], var.repository)
    error_message = "CA-104: repository is \"${var.repository}\"; write 2 to 100 letters, digits, dots, hyphens or underscores, and neither public-pypi, quarantine nor internal, which are others."
  }
}
