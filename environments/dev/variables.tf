variable "use_case" {
  description = "Name of the use case: a file of environments/use_cases, without .yaml."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9_]+$", var.use_case)) && fileexists("${path.module}/../use_cases/${var.use_case}.yaml")
    error_message = "CTX-108: use_case is \"${var.use_case}\", which has no file in environments/use_cases; write the name of one that has."
  }
}
