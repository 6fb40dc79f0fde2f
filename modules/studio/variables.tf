variable "allowed_instance_types" {
  description = "SageMaker instance types that people may start in Studio, written out in full; all others are hidden."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.allowed_instance_types) > 0
    error_message = "SM-111: no instance type is allowed; write at least one, such as \"ml.t3.medium\"."
  }

  validation {
    condition     = alltrue([for type in var.allowed_instance_types : can(regex("^ml\\.[a-z0-9]+\\.[a-z0-9]+$", type))])
    error_message = "SM-112: instance type ${join(", ", [for type in var.allowed_instance_types : "\"${type}\"" if !can(regex("^ml\\.[a-z0-9]+\\.[a-z0-9]+$", type))])} is not exact; write a full name such as \"ml.t3.medium\", without wildcards."
  }
}

variable "codeartifact" {
  description = <<-EOT
    Where pip installs from inside Studio.
    - `domain`: name of the CodeArtifact domain.
    - `domain_owner_account_id`: account that owns the domain.
    - `repository`: name of the repository.
  EOT
  type = object({
    domain                  = string
    domain_owner_account_id = string
    repository              = string
  })
  nullable = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.codeartifact.domain_owner_account_id))
    error_message = "SM-113: codeartifact.domain_owner_account_id is \"${var.codeartifact.domain_owner_account_id}\"; write the 12 digits of the account."
  }

  # These two are written into a shell script: letters that a shell could read as more than a name stay out.
  validation {
    condition     = alltrue([for name in [var.codeartifact.domain, var.codeartifact.repository] : can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$", name))])
    error_message = "SM-11: codeartifact names ${join(", ", [for name in [var.codeartifact.domain, var.codeartifact.repository] : "\"${name}\"" if !can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$", name))])} are not plain; write 2 to 100 letters, digits, dots, hyphens or underscores."
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

variable "execution_policy_arns" {
  description = "Persona => ARNs of the policies for the execution roles of its members, as modules/personas hands them out."
  type        = map(list(string))
  nullable    = false

  validation {
    condition     = alltrue([for arns in values(var.execution_policy_arns) : length(arns) >= 1 && length(arns) <= 10])
    error_message = "IAM-121: execution_policy_arns gives ${join(", ", [for persona, arns in var.execution_policy_arns : "${persona} ${length(arns)} policies" if length(arns) < 1 || length(arns) > 10])}; write 1 to 10, which is what IAM attaches to a role."
  }

  validation {
    condition     = alltrue([for arn in flatten(values(var.execution_policy_arns)) : !startswith(arn, "arn:${var.context.partition}:iam::aws:")])
    error_message = "IAM-10: execution_policy_arns has ${join(", ", [for arn in flatten(values(var.execution_policy_arns)) : arn if startswith(arn, "arn:${var.context.partition}:iam::aws:")])}; write policies of the platform, not AWS-managed ones, which allow far more than a persona needs."
  }
}

variable "kms_key_arns" {
  description = "ARNs of the use case's keys: `studio` for the domain's file system and volumes, `data` for what Canvas would write."
  type = object({
    data   = string
    studio = string
  })
  nullable = false

  validation {
    condition     = alltrue([for arn in values(var.kms_key_arns) : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", arn))])
    error_message = "SM-02: kms_key_arns has ${join(", ", [for arn in values(var.kms_key_arns) : "\"${arn}\"" if !can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", arn))])}; write the ARN of a key of your own, not an alias or an AWS-managed key."
  }
}

variable "network" {
  description = "The private network of the use case, as modules/studio_network hands it out."
  type = object({
    vpc_id                     = string
    vpc_cidr                   = string
    subnet_ids                 = map(string) # availability zone => subnet id
    subnet_cidrs               = map(string) # availability zone => CIDR
    endpoint_security_group_id = string      # the group on every interface endpoint
    job_security_group_id      = string      # for SageMaker jobs and pipelines
    s3_prefix_list_id          = string
    interface_endpoint_ids     = map(string) # service => vpce-...
  })
  nullable = false

  validation {
    condition     = length(var.network.subnet_ids) >= 2
    error_message = "REL-10: network.subnet_ids has ${length(var.network.subnet_ids)} subnet; give subnets in at least two zones, so that the file system outlives one."
  }
}

variable "permissions_boundary_arn" {
  description = "ARN of the permissions boundary that every role of this module carries."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:iam::${var.context.account_id}:policy/[A-Za-z0-9+=,.@_/-]+$", var.permissions_boundary_arn))
    error_message = "IAM-05: permissions_boundary_arn is \"${var.permissions_boundary_arn}\"; write the ARN of a policy in account ${var.context.account_id}."
  }
}

variable "profiles" {
  description = <<-EOT
    Staff id => the person's place in Studio.
    - `persona`: which of the personas in `execution_policy_arns` the person works as.
  EOT
  type        = map(object({ persona = string }))
  nullable    = false

  validation {
    condition     = alltrue([for id in keys(var.profiles) : can(regex("^[a-z]{1,3}[0-9]{4,12}$", id))])
    error_message = "SM-115: profiles has ${join(", ", [for id in keys(var.profiles) : "\"${id}\"" if !can(regex("^[a-z]{1,3}[0-9]{4,12}$", id))])}; write staff ids of 1 to 3 small letters and 4 to 12 digits, such as \"u100001\"."
  }
}
