variable "keys" {
  description = <<-EOT
    Purpose => the key for it. Purposes: alerts, artifacts, backup, data, ebs, images, logs, packages, state, studio.
    - `description`: what the key encrypts, as the console shows it.
    - `cross_account`: name => a role of another account of the organization (`role_arn`, exact) and what it may
      do (`actions`), always through one of `via_services`.
    - `rotation_period_in_days`: 90 to 365.
    - `service_principals`: host name such as `logs.eu-west-2.amazonaws.com` => what a service that comes as itself
      may do (`actions`), and for which of this account's resources: `encryption_context` (context key => ARN
      patterns), `source_arns` (ARN patterns), or both.
    - `via_services`: services, such as `s3`, through which principals of this account use the key.
  EOT
  type = map(object({
    description = string
    cross_account = optional(map(object({
      role_arn = string
      actions  = set(string)
    })), {})
    rotation_period_in_days = optional(number, 365)
    service_principals = optional(map(object({
      actions            = set(string)
      encryption_context = optional(map(set(string)), {})
      source_arns        = optional(set(string), [])
    })), {})
    via_services = optional(set(string), [])
  }))
  nullable = false

  validation {
    condition     = length(var.keys) > 0
    error_message = "KMS-101: keys is empty; write at least one purpose, such as \"data\"."
  }

  validation {
    condition     = alltrue([for purpose in keys(var.keys) : contains(local._purposes, purpose)])
    error_message = "KMS-102: keys has ${join(", ", [for purpose in keys(var.keys) : "\"${purpose}\"" if !contains(local._purposes, purpose)])}; write only ${join(", ", local._purposes)}."
  }

  validation {
    condition     = alltrue([for key in values(var.keys) : key.rotation_period_in_days >= 90 && key.rotation_period_in_days <= 365])
    error_message = "KMS-01: ${join(", ", [for purpose, key in var.keys : "key \"${purpose}\" rotates every ${key.rotation_period_in_days} days" if key.rotation_period_in_days < 90 || key.rotation_period_in_days > 365])}; write 90 to 365."
  }

  validation {
    condition     = alltrue([for key in values(var.keys) : length(key.via_services) + length(key.service_principals) > 0])
    error_message = "KMS-103: ${join(", ", [for purpose, key in var.keys : "key \"${purpose}\"" if length(key.via_services) + length(key.service_principals) == 0])} has neither via_services nor service_principals, so nobody could use it; write one of them."
  }

  validation {
    condition     = alltrue(flatten([for key in values(var.keys) : [for service in key.via_services : can(regex("^[a-z][a-z0-9-]*$", service))]]))
    error_message = "KMS-06: ${join(", ", flatten([for purpose, key in var.keys : [for service in key.via_services : "key \"${purpose}\" has via_services \"${service}\"" if !can(regex("^[a-z][a-z0-9-]*$", service))]]))}; write the exact first part of the service's host name, such as \"s3\"."
  }

  # A service that comes as itself names no caller: without a resource of ours it is everybody's deputy (IAM-07).
  validation {
    condition = alltrue(flatten([for key in values(var.keys) : [
      for principal in values(key.service_principals) :
      length(principal.source_arns) + length(principal.encryption_context) > 0 &&
      alltrue([for values in values(principal.encryption_context) : length(values) > 0])
    ]]))
    error_message = "KMS-104: ${join(", ", flatten([for purpose, key in var.keys : [for host, principal in key.service_principals : "key \"${purpose}\" lets ${host} in" if length(principal.source_arns) + length(principal.encryption_context) == 0 || anytrue([for values in values(principal.encryption_context) : length(values) == 0])]]))} for anybody's resources; write source_arns or encryption_context with ARNs of this account."
  }

  validation {
    condition = alltrue(flatten([for key in values(var.keys) : [for principal in values(key.service_principals) : [
      for arn in concat(tolist(principal.source_arns), flatten([for arns in values(principal.encryption_context) : tolist(arns)])) :
      can(regex("^arn:${var.context.partition}:[a-z0-9-]+:(${var.context.region})?:${var.context.account_id}:.+$", arn))
    ]]]))
    error_message = "KMS-105: ${join(", ", flatten([for purpose, key in var.keys : [for host, principal in key.service_principals : [
      for arn in concat(tolist(principal.source_arns), flatten([for arns in values(principal.encryption_context) : tolist(arns)])) :
      "key \"${purpose}\" holds ${host} to \"${arn}\"" if !can(regex("^arn:${var.context.partition}:[a-z0-9-]+:(${var.context.region})?:${var.context.account_id}:.+$", arn))
    ]]]))}; write ARNs of account ${var.context.account_id} in ${var.context.region}."
  }

  validation {
    condition     = alltrue(flatten([for key in values(var.keys) : [for host in keys(key.service_principals) : can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com$", host))]]))
    error_message = "KMS-106: ${join(", ", flatten([for purpose, key in var.keys : [for host in keys(key.service_principals) : "key \"${purpose}\" has service principal \"${host}\"" if !can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com$", host))]]))}; write a host name such as logs.${var.context.region}.amazonaws.com."
  }

  validation {
    condition     = alltrue(flatten([for key in values(var.keys) : [for principal in values(key.service_principals) : [for action in principal.actions : contains(local._use_actions, action)]]]))
    error_message = "KMS-05: ${join(", ", flatten([for purpose, key in var.keys : [for host, principal in key.service_principals : [for action in principal.actions : "key \"${purpose}\" gives ${host} \"${action}\"" if !contains(local._use_actions, action)]]]))}; write only ${join(", ", local._use_actions)}."
  }

  validation {
    condition     = alltrue(flatten([for key in values(var.keys) : [for guest in values(key.cross_account) : can(regex("^arn:${var.context.partition}:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", guest.role_arn)) && !strcontains(guest.role_arn, ":${var.context.account_id}:")]]))
    error_message = "KMS-04: ${join(", ", flatten([for purpose, key in var.keys : [for guest in values(key.cross_account) : "key \"${purpose}\" lets in \"${guest.role_arn}\"" if !can(regex("^arn:${var.context.partition}:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", guest.role_arn)) || strcontains(guest.role_arn, ":${var.context.account_id}:")]]))}; write the exact ARN of a role in another account."
  }

  validation {
    condition     = alltrue(flatten([for key in values(var.keys) : [for guest in values(key.cross_account) : [for action in guest.actions : contains(local._use_actions, action)]]]))
    error_message = "KMS-04: ${join(", ", flatten([for purpose, key in var.keys : [for name, guest in key.cross_account : [for action in guest.actions : "key \"${purpose}\" gives ${name} \"${action}\"" if !contains(local._use_actions, action)]]]))}; write only ${join(", ", local._use_actions)}."
  }

  validation {
    condition     = alltrue([for key in values(var.keys) : length(key.cross_account) == 0 || length(key.via_services) > 0])
    error_message = "KMS-06: ${join(", ", [for purpose, key in var.keys : "key \"${purpose}\"" if length(key.cross_account) > 0 && length(key.via_services) == 0])} has cross_account and no via_services; write the services that the other account comes through, such as \"s3\"."
  }
}
