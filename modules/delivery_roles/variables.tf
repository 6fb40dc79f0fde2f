variable "account_factory_role" {
  description = "Name of the role that the account factory leaves in an account; people apply by hand through that of the shared account."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.account_factory_role))
    error_message = "IAM-123: account_factory_role is \"${var.account_factory_role}\"; write the name of a role, without path or wildcard."
  }
}

variable "accounts" {
  description = "Use case => environment (dev, test, prod) => id of its account."
  type = map(object({
    dev  = string
    test = string
    prod = string
  }))
  nullable = false

  validation {
    condition     = alltrue(flatten([for accounts in values(var.accounts) : [for id in values(accounts) : can(regex("^[0-9]{12}$", id))]]))
    error_message = "IAM-124: accounts has ${join(", ", flatten([for use_case, accounts in var.accounts : [for environment, id in accounts : "\"${id}\" as ${environment} of ${use_case}" if !can(regex("^[0-9]{12}$", id))]]))}; write 12 digits, in quotes."
  }

  validation {
    condition     = length(distinct(concat([var.context.account_id, var.management_account_id], flatten([for accounts in values(var.accounts) : values(accounts)])))) == 2 + length(flatten([for accounts in values(var.accounts) : values(accounts)]))
    error_message = "XA-101: an account serves two environments, or is the shared or the management account; write an account of its own for each environment of each use case."
  }

  validation {
    condition     = length(var.accounts) <= 81
    error_message = "IAM-126: accounts has ${length(var.accounts)} use cases; write 81 at most, and a second organizational unit with a stack set of its own for more."
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
    error_message = "XA-102: context.environment is \"${var.context.environment}\"; write shared, for pipelines come in through the shared account and through no account of a use case."
  }
}

variable "deploy_role" {
  description = "Name of the role that applies, in every account."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.deploy_role)) && var.deploy_role != var.plan_role
    error_message = "IAM-123: deploy_role is \"${var.deploy_role}\"; write the name of a role, without path or wildcard, and another than plan_role \"${var.plan_role}\"."
  }
}

variable "github" {
  description = "Whose workflows may take on the roles of pipelines: `repository`, as owner/name, and `ref`, the one branch that is applied."
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

variable "management_account_id" {
  description = "Id of the account that manages the organization."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.management_account_id))
    error_message = "IAM-124: management_account_id is \"${var.management_account_id}\"; write 12 digits, in quotes."
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

variable "organizational_unit_ids" {
  description = "Ids of the organizational units with the accounts of use cases: every account in them gets the roles."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.organizational_unit_ids) > 0 && alltrue([for id in var.organizational_unit_ids : can(regex("^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$", id))])
    error_message = "IAM-125: organizational_unit_ids is ${jsonencode(var.organizational_unit_ids)}; write ids of units such as ou-ab12-cdefgh34, one at least, and not the root, for roles of the platform belong in accounts of use cases."
  }
}

variable "plan_role" {
  description = "Name of the role that reads and changes nothing, in every account."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.plan_role))
    error_message = "IAM-123: plan_role is \"${var.plan_role}\"; write the name of a role, without path or wildcard."
  }
}

variable "state" {
  description = "Terraform's state: `name`, with which the roles that reach it begin, and `bucket_name`."
  type = object({
    name        = string
    bucket_name = string
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,49}$", var.state.name)) && can(regex("^[a-z0-9][a-z0-9.-]{2,62}$", var.state.bucket_name))
    error_message = "S3-103: state is \"${var.state.name}\" in \"${var.state.bucket_name}\"; write 2 to 50 small letters, digits and hyphens, a letter first, and the name of a bucket."
  }
}

variable "artifact_stores" {
  description = "Use case => where its artifacts lie on their way: `bucket_arn` and `kms_key_arn`. Empty where there is none yet."
  type = map(object({
    bucket_arn  = string
    kms_key_arn = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = length(setsubtract(keys(var.artifact_stores), keys(var.accounts))) == 0
    error_message = "XA-103: artifact_stores has ${join(", ", setsubtract(keys(var.artifact_stores), keys(var.accounts)))}, of which accounts knows nothing; write use cases that accounts has."
  }
}
