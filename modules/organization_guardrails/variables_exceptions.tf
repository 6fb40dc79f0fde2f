# Who and what is left out, and what a bank may add. All of it is empty by default, which is the strictest.

variable "approved_subnet_ids" {
  description = "Ids of the subnets of all accounts, where they are known: SageMaker then names no other. Without them an account still has no subnet that the platform did not make."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.approved_subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", id))])
    error_message = "ORG-109: approved_subnet_ids has ${join(", ", [for id in var.approved_subnet_ids : "\"${id}\"" if !can(regex("^subnet-[0-9a-f]{8,17}$", id))])}; write ids such as subnet-0a1b2c3d4e5f60701."
  }
}

variable "corporate_cidrs" {
  description = "Public ranges that the bank's people come from, to data as well; none means that data is reached through our VPCs alone."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for range in var.corporate_cidrs : can(cidrhost(range, 0)) && try(tonumber(split("/", range)[1]) >= 16, false)])
    error_message = "ORG-110: corporate_cidrs has ${join(", ", [for range in var.corporate_cidrs : "\"${range}\"" if !(can(cidrhost(range, 0)) && try(tonumber(split("/", range)[1]) >= 16, false))])}; write ranges of /16 or smaller, such as 198.51.100.0/24."
  }
}

variable "cost_allocation_tags" {
  description = "Tags that the bill is told apart by. AWS knows a tag a day after something has first borne it, and refuses it before."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "delegated_administrators" {
  description = "Service principal => id of the member account that does its work for the whole organization. The organization has to trust the service."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for service in keys(var.delegated_administrators) : can(regex("^[a-z0-9.-]+\\.amazonaws\\.com$", service))])
    error_message = "ORG-111: delegated_administrators has ${join(", ", [for service in keys(var.delegated_administrators) : "\"${service}\"" if !can(regex("^[a-z0-9.-]+\\.amazonaws\\.com$", service))])}; write service principals such as member.org.stacksets.cloudformation.amazonaws.com."
  }

  validation {
    condition     = alltrue([for account in values(var.delegated_administrators) : can(regex("^[0-9]{12}$", account))])
    error_message = "ORG-111: delegated_administrators has ${join(", ", [for account in values(var.delegated_administrators) : "\"${account}\"" if !can(regex("^[0-9]{12}$", account))])}; write ids of accounts, 12 digits in quotes."
  }

  validation {
    condition     = !contains(values(var.delegated_administrators), var.context.account_id)
    error_message = "ORG-111: delegated_administrators has ${var.context.account_id}, the management account; write a member account, for that is what delegating means."
  }
}

variable "network_exempt_role_names" {
  description = "Names of roles, with * where a part differs, that come to data from a network that is not ours: those that AWS Backup or people in a browser use."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.network_exempt_role_names : can(regex("^[A-Za-z0-9+=,.@_-]{4}[A-Za-z0-9+=,.@_*-]{0,60}$", name))])
    error_message = "ORG-112: network_exempt_role_names has ${join(", ", [for name in var.network_exempt_role_names : "\"${name}\"" if !can(regex("^[A-Za-z0-9+=,.@_-]{4}[A-Za-z0-9+=,.@_*-]{0,60}$", name))])}; write names of at most 64 characters, four at least before the first *."
  }

  validation {
    condition     = alltrue([for name in var.network_exempt_role_names : anytrue([for prefix in var.protected_name_prefixes : startswith(name, prefix)])])
    error_message = "ORG-113: network_exempt_role_names has ${join(", ", [for name in var.network_exempt_role_names : "\"${name}\"" if !anytrue([for prefix in var.protected_name_prefixes : startswith(name, prefix)])])}; write names that begin as protected_name_prefixes say, or whoever makes a role could call it so."
  }
}

variable "oidc_subjects" {
  description = "Host of a provider of tokens => the subjects that may take on roles with them, with *; empty means that no such token is taken."
  type        = map(set(string))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue(flatten([for subjects in values(var.oidc_subjects) : [for subject in subjects : can(regex("^[^*?]{8}", subject))]]))
    error_message = "ORG-114: oidc_subjects has ${join(", ", flatten([for subjects in values(var.oidc_subjects) : [for subject in subjects : "\"${subject}\"" if !can(regex("^[^*?]{8}", subject))]]))}; write eight characters at least before the first *, such as repo:bank/ml-platform:*."
  }

  validation {
    condition     = alltrue([for provider, subjects in var.oidc_subjects : can(regex("^[a-z0-9.-]+(/[A-Za-z0-9._/-]+)?$", provider)) && length(subjects) > 0])
    error_message = "ORG-114: oidc_subjects has ${join(", ", [for provider, subjects in var.oidc_subjects : "\"${provider}\" with ${length(subjects)} subjects" if !(can(regex("^[a-z0-9.-]+(/[A-Za-z0-9._/-]+)?$", provider)) && length(subjects) > 0)])}; write the provider without https://, and at least one subject."
  }
}

variable "operator_role_names" {
  description = "Names of roles, with * where a part differs, that mend by hand what stands: the policy of an endpoint, a network ACL, a rule of the DNS firewall, a domain of Studio."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.operator_role_names : can(regex("^[A-Za-z0-9+=,.@_-]{4}[A-Za-z0-9+=,.@_*-]{0,60}$", name)) && anytrue([for prefix in var.protected_name_prefixes : startswith(name, prefix)])])
    error_message = "ORG-118: operator_role_names has ${join(", ", [for name in var.operator_role_names : "\"${name}\"" if !(can(regex("^[A-Za-z0-9+=,.@_-]{4}[A-Za-z0-9+=,.@_*-]{0,60}$", name)) && anytrue([for prefix in var.protected_name_prefixes : startswith(name, prefix)]))])}; write names of at most 64 characters that begin as protected_name_prefixes say, four at least before the first *."
  }
}

variable "perimeter_owner_role_names" {
  description = "Exact names of roles that may set the tags which exempt from the perimeter (dp:…); none means nobody in a member account."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.perimeter_owner_role_names : can(regex("^[A-Za-z0-9+=,.@_-]{4,64}$", name)) && anytrue([for prefix in var.protected_name_prefixes : startswith(name, prefix)])])
    error_message = "ORG-115: perimeter_owner_role_names has ${join(", ", [for name in var.perimeter_owner_role_names : "\"${name}\"" if !(can(regex("^[A-Za-z0-9+=,.@_-]{4,64}$", name)) && anytrue([for prefix in var.protected_name_prefixes : startswith(name, prefix)]))])}; write exact names that begin as protected_name_prefixes say."
  }
}

variable "release_role_names" {
  description = "Names of roles, with * where a part differs, that put models into service: they make endpoints, beside the role that applies."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.release_role_names : can(regex("^[A-Za-z0-9+=,.@_-]{4}[A-Za-z0-9+=,.@_*-]{0,60}$", name)) && anytrue([for prefix in var.protected_name_prefixes : startswith(name, prefix)])])
    error_message = "ORG-116: release_role_names has ${join(", ", [for name in var.release_role_names : "\"${name}\"" if !(can(regex("^[A-Za-z0-9+=,.@_-]{4}[A-Za-z0-9+=,.@_*-]{0,60}$", name)) && anytrue([for prefix in var.protected_name_prefixes : startswith(name, prefix)]))])}; write names of at most 64 characters that begin as protected_name_prefixes say, four at least before the first *."
  }
}

variable "vpc_ids" {
  description = "Ids of VPCs of ours from which services are called that do not say whose endpoint it was, such as Secrets Manager; none means that those are reached by exempt roles alone."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.vpc_ids : can(regex("^vpc-[0-9a-f]{8,17}$", id))])
    error_message = "ORG-117: vpc_ids has ${join(", ", [for id in var.vpc_ids : "\"${id}\"" if !can(regex("^vpc-[0-9a-f]{8,17}$", id))])}; write ids such as vpc-0a1b2c3d4e5f60701."
  }
}
