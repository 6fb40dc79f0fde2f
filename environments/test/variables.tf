variable "environment" {
  description = "The environment this root is; terraform.tfvars says it."
  type        = string
  nullable    = false
}

variable "settings" {
  description = "In what the environments of a use case differ; terraform.tfvars says it, modules/use_case_environment what it means."
  type = object({
    budget_share        = number
    deletion_protection = bool
    studio              = bool
  })
  nullable = false
}

variable "use_case" {
  description = "Name of the use case: a file of environments/use_cases, without .yaml."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9_]+$", var.use_case)) && fileexists("${path.module}/../use_cases/${var.use_case}.yaml")
    error_message = "CTX-108: use_case is \"${var.use_case}\", which has no file in environments/use_cases; write the name of one that has."
  }
}

variable "decommission" {
  description = "Whether the use case is being taken down; mlp use-case decommission says so, and nobody else."
  type        = bool
  default     = false
  nullable    = false
}

variable "role_name" {
  description = "Name of the role to take on in the account: the platform's deploy role when null, or its plan role, which reads alone."
  type        = string
  default     = null

  validation {
    condition     = contains([local.platform.deploy_role, local.platform.plan_role], coalesce(var.role_name, local.platform.deploy_role))
    error_message = "IAM-122: role_name is \"${coalesce(var.role_name, local.platform.deploy_role)}\"; write ${local.platform.deploy_role} or ${local.platform.plan_role}, as environments/platform.yaml names them."
  }
}
