variable "alert_email_addresses" {
  description = "Mailboxes that are told of alarms; best one that several people read. Each confirms by the link that AWS sends it."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.alert_email_addresses) > 0
    error_message = "LOG-07: alert_email_addresses is empty; write at least one mailbox, or nobody is told of an alarm."
  }

  validation {
    condition     = alltrue([for address in var.alert_email_addresses : can(regex("^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$", address))])
    error_message = "LOG-101: alert_email_addresses has ${join(", ", [for address in var.alert_email_addresses : "\"${address}\"" if !can(regex("^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$", address))])}; write addresses such as alerts@bank.example."
  }
}

variable "alternate_contacts" {
  description = "Whom AWS asks about bills, operations and security, beside the owner of the account: `name`, `title`, `email` and `phone` of each."
  type = object({
    billing    = object({ name = string, title = string, email = string, phone = string })
    operations = object({ name = string, title = string, email = string, phone = string })
    security   = object({ name = string, title = string, email = string, phone = string })
  })
  nullable = false

  validation {
    condition     = alltrue([for contact in values(var.alternate_contacts) : can(regex("^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$", contact.email))])
    error_message = "LOG-102: alternate_contacts has ${join(", ", [for kind, contact in var.alternate_contacts : "email \"${contact.email}\" for ${kind}" if !can(regex("^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$", contact.email))])}; write an address such as security@bank.example."
  }

  validation {
    condition     = alltrue([for contact in values(var.alternate_contacts) : can(regex("^[0-9 ()+-]{1,25}$", contact.phone))])
    error_message = "LOG-102: alternate_contacts has ${join(", ", [for kind, contact in var.alternate_contacts : "phone \"${contact.phone}\" for ${kind}" if !can(regex("^[0-9 ()+-]{1,25}$", contact.phone))])}; write at most 25 digits, spaces and ()+-."
  }

  validation {
    condition     = alltrue(flatten([for contact in values(var.alternate_contacts) : [for text in [contact.name, contact.title] : length(trimspace(text)) > 0]]))
    error_message = "LOG-102: alternate_contacts has no name or no title for ${join(", ", [for kind, contact in var.alternate_contacts : kind if trimspace(contact.name) == "" || trimspace(contact.title) == ""])}; write both, for AWS takes no contact without."
  }
}

variable "break_glass_role_arn" {
  description = "ARN of the account's break-glass role, whose every use is told; it need not exist yet."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:${var.context.partition}:iam::${var.context.account_id}:role/[A-Za-z0-9+=,.@_/-]+$", var.break_glass_role_arn))
    error_message = "REL-09: break_glass_role_arn is \"${var.break_glass_role_arn}\"; write arn:${var.context.partition}:iam::${var.context.account_id}:role/<name>, without wildcards."
  }
}

variable "management_role_arns" {
  description = "Exact ARNs of the roles of this account that see and set up the buckets from outside the organization's networks, the role that applies this module among them; none of them comes to an object from there."
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

variable "monthly_budget" {
  description = "What the account may cost in a month before somebody is told: `amount` in `currency`, which is the one that the organization's bill is in."
  type = object({
    amount   = number
    currency = string
  })
  nullable = false

  validation {
    condition     = var.monthly_budget.amount > 0
    error_message = "COST-101: monthly_budget.amount is ${var.monthly_budget.amount}; write more than 0, or every day is an alarm."
  }

  validation {
    condition     = can(regex("^[A-Z]{3}$", var.monthly_budget.currency))
    error_message = "COST-102: monthly_budget.currency is \"${var.monthly_budget.currency}\"; write three capital letters such as USD."
  }
}
