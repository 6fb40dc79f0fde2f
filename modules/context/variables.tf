variable "account_id" {
  description = "Id of the AWS account that everything stands in."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "CTX-101: account_id is \"${var.account_id}\"; write the account's 12 digits, in quotes."
  }
}

variable "environment" {
  description = "Environment that the account is for: dev, test, prod, or shared for the platform's own account."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["dev", "test", "prod", "shared"], var.environment)
    error_message = "CTX-102: environment is \"${var.environment}\"; write dev, test, prod or shared."
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

variable "organization_id" {
  description = "Id of the organization in AWS Organizations; every perimeter policy compares with it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "CTX-104: organization_id is \"${var.organization_id}\"; write an id such as o-exampleorg1."
  }
}

variable "region" {
  description = "Region that everything stands in."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}-[a-z]+-[0-9]$", var.region))
    error_message = "CTX-105: region is \"${var.region}\"; write a region of the commercial partition such as eu-west-2."
  }
}

variable "use_case" {
  description = "Name of the use case, in snake_case; the name of its file in environments/use_cases."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", var.use_case)) && length(var.use_case) <= 23
    error_message = "CTX-106: use_case is \"${var.use_case}\"; write snake_case of at most 23 characters, for names of buckets hold no more."
  }
}

variable "tags" {
  description = "Tags for the provider's default_tags, beside those that the context makes itself."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(setintersection(keys(var.tags), ["organization", "environment", "use_case", "managed_by"])) == 0
    error_message = "CTX-107: tags has ${join(", ", keys(var.tags))}; leave out organization, environment, use_case and managed_by, which the context sets."
  }
}
