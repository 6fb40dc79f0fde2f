variable "context" {
  description = "Where the resources stand and for whom; made by modules/context, which checks it."
  type = object({
    organization_id = string # AWS Organizations id, o-...
    environment     = string # shared
    use_case        = string # organization
    account_id      = string # of the management account
    region          = string
    partition       = string
    name_prefix     = string # e.g. "bank-organization-shared", at most 38 characters
  })
  nullable = false
}

variable "protected_name_prefixes" {
  description = "What the names of the platform's roles and policies begin with, in every account: only the roles that apply change those."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.protected_name_prefixes) > 0
    error_message = "ORG-103: protected_name_prefixes is empty; write what the names of the platform's roles begin with, such as bank-."
  }

  validation {
    condition     = alltrue([for prefix in var.protected_name_prefixes : can(regex("^[A-Za-z0-9+=,.@_-]{4,60}$", prefix))])
    error_message = "ORG-103: protected_name_prefixes has ${join(", ", [for prefix in var.protected_name_prefixes : "\"${prefix}\"" if !can(regex("^[A-Za-z0-9+=,.@_-]{4,60}$", prefix))])}; write 4 to 60 characters of a name, without wildcards."
  }
}

variable "regions" {
  description = "Regions that the accounts work in; everything else is refused there, but for services that have no region."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.regions) > 0
    error_message = "ORG-104: regions is empty; write at least one, or the accounts could do nothing."
  }

  validation {
    condition     = alltrue([for region in var.regions : can(regex("^[a-z]{2}-[a-z]+-[0-9]$", region))])
    error_message = "ORG-104: regions has ${join(", ", [for region in var.regions : "\"${region}\"" if !can(regex("^[a-z]{2}-[a-z]+-[0-9]$", region))])}; write regions of the commercial partition such as eu-west-2."
  }
}

variable "roles" {
  description = <<-EOT
    Names of the platform's own roles, which stand in every account under the same name.
    - `account_factory`: stands in a new account first; the management account holds it.
    - `deploy`: applies.
    - `plan`: reads.
  EOT
  type = object({
    account_factory = string
    deploy          = string
    plan            = string
  })
  nullable = false

  validation {
    condition     = alltrue([for name in values(var.roles) : can(regex("^[A-Za-z0-9+=,.@_-]{4,64}$", name))])
    error_message = "ORG-105: roles has ${join(", ", [for name in values(var.roles) : "\"${name}\"" if !can(regex("^[A-Za-z0-9+=,.@_-]{4,64}$", name))])}; write exact names of 4 to 64 characters, without path or wildcards."
  }

  validation {
    condition     = length(distinct(values(var.roles))) == 3
    error_message = "ORG-105: roles has ${join(", ", values(var.roles))}; write three different names, for each may do what the others may not."
  }
}

variable "root_id" {
  description = "Id of the organization's root, where the opt-out of AWS's AI services binds."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^r-[a-z0-9]{4,32}$", var.root_id))
    error_message = "ORG-106: root_id is \"${var.root_id}\"; write the id of the root, such as r-ab12."
  }
}

variable "targets" {
  description = "Where the guardrails bind: a name of one's own => id of a unit or an account. Not the root, which the bank's other accounts are under too. AWS takes five SCPs on each, and ours with its own are five."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.targets) > 0
    error_message = "ORG-107: targets is empty; write at least one unit, or the guardrails bind nobody."
  }

  validation {
    condition     = alltrue([for id in values(var.targets) : can(regex("^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|[0-9]{12})$", id))])
    error_message = "ORG-107: targets has ${join(", ", [for name, id in var.targets : "\"${id}\" for ${name}" if !can(regex("^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|[0-9]{12})$", id))])}; write the id of a unit, such as ou-ab12-11112222, or of an account."
  }
}
