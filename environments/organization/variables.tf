variable "corporate_cidrs" {
  description = "Public ranges that the bank's people come from, to data as well; terraform.tfvars says it."
  type        = set(string)
  nullable    = false
}

variable "cost_allocation_tags" {
  description = "Tags that the bill is told apart by, of those that AWS knows already; terraform.tfvars says it."
  type        = set(string)
  nullable    = false
}

variable "role_name" {
  description = "Name of the role to take on in the account: the platform's deploy role when null, or its plan role, which reads alone."
  type        = string
  default     = null

  validation {
    condition     = contains([local.platform.deploy_role, local.platform.plan_role], coalesce(var.role_name, local.platform.deploy_role))
    error_message = "IAM-122: role_name is \"${coalesce(var.role_name, "null")}\"; write ${local.platform.deploy_role} or ${local.platform.plan_role}, as environments/platform.yaml names them."
  }
}
