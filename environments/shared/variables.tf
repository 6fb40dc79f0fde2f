variable "monthly_budget" {
  description = "What the shared account may spend in a month: `amount` in `currency`; terraform.tfvars says it."
  type = object({
    amount   = number
    currency = string
  })
  nullable = false
}

variable "state_key_id" {
  description = "Id of the key of the state bucket, which mlp bootstrap made and this root takes over; mlp looks it up."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.state_key_id))
    error_message = "KMS-107: state_key_id is \"${var.state_key_id}\"; write the id of the key, such as 1234abcd-12ab-34cd-56ef-1234567890ab, and no alias or ARN."
  }
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
