# Addresses are compared as numbers, 32 bits in decimal. Terraform has no function for it, and a validation
# may not lean on a local that leans on the same variable, so the arithmetic stands where it is used.
variable "subnets" {
  description = <<-EOT
    Availability zone => CIDR of the private subnet in it. At least two zones. /26 or larger: a person in Studio
    takes 2 to 4 addresses, each interface endpoint one in every zone, and AWS keeps 5.
  EOT
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.subnets) >= 2
    error_message = "NET-13: subnets has ${length(var.subnets)} zone; write at least two, so that endpoints and the file system outlive one."
  }

  validation {
    condition     = alltrue([for zone in keys(var.subnets) : can(regex("^${var.context.region}[a-z]$", zone))])
    error_message = "NET-102: subnets has ${join(", ", [for zone in keys(var.subnets) : "\"${zone}\"" if !can(regex("^${var.context.region}[a-z]$", zone))])}; write zones of ${var.context.region}, such as ${var.context.region}a."
  }

  validation {
    condition     = alltrue([for cidr in values(var.subnets) : try(cidrsubnet(cidr, 0, 0) == cidr, false)])
    error_message = "NET-103: subnets has ${join(", ", [for zone, cidr in var.subnets : "${zone} ${cidr}" if !try(cidrsubnet(cidr, 0, 0) == cidr, false)])}, which is not the first address of an IPv4 range and its length; write one such as 10.40.0.0/23."
  }

  validation {
    condition     = alltrue([for cidr in values(var.subnets) : try(tonumber(split("/", cidr)[1]) <= 26, true)])
    error_message = "NET-104: subnets has ${join(", ", [for zone, cidr in var.subnets : "${zone} ${cidr}" if try(tonumber(split("/", cidr)[1]) > 26, false)])}; write /26 or larger, for Studio takes 2 to 4 addresses a person and each endpoint one."
  }

  # Inside: no shorter than the VPC's prefix, and in the VPC when cut to that prefix.
  validation {
    condition = alltrue([
      for cidr in values(var.subnets) :
      try(tonumber(split("/", cidr)[1]) >= tonumber(split("/", var.vpc_cidr)[1]) && cidrsubnet("${split("/", cidr)[0]}/${split("/", var.vpc_cidr)[1]}", 0, 0) == var.vpc_cidr, true)
    ])
    error_message = "NET-105: subnets has ${join(", ", [
      for zone, cidr in var.subnets : "${zone} ${cidr}"
      if !try(tonumber(split("/", cidr)[1]) >= tonumber(split("/", var.vpc_cidr)[1]) && cidrsubnet("${split("/", cidr)[0]}/${split("/", var.vpc_cidr)[1]}", 0, 0) == var.vpc_cidr, true)
    ])}, outside the VPC; write ranges within ${var.vpc_cidr}."
  }

  # Two ranges overlap when they are the same once both are cut to the shorter prefix of the two.
  validation {
    condition = alltrue(flatten([
      for one, first in var.subnets : [
        for other, second in var.subnets :
        try(
          cidrsubnet("${split("/", first)[0]}/${min(split("/", first)[1], split("/", second)[1])}", 0, 0) !=
          cidrsubnet("${split("/", second)[0]}/${min(split("/", first)[1], split("/", second)[1])}", 0, 0), true
        ) if index(keys(var.subnets), one) < index(keys(var.subnets), other)
      ]
    ]))
    error_message = "NET-106: subnets has ${join(", ", flatten([
      for one, first in var.subnets : [
        for other, second in var.subnets : "${one} ${first} over ${other} ${second}"
        if index(keys(var.subnets), one) < index(keys(var.subnets), other) && !try(
          cidrsubnet("${split("/", first)[0]}/${min(split("/", first)[1], split("/", second)[1])}", 0, 0) !=
          cidrsubnet("${split("/", second)[0]}/${min(split("/", first)[1], split("/", second)[1])}", 0, 0), true
        )
      ]
    ]))}; write ranges that share no address."
  }
}

variable "vpc_cidr" {
  description = "Private range (RFC 1918) of the VPC, /16 to /24."
  type        = string
  nullable    = false

  validation {
    condition     = try(cidrsubnet(var.vpc_cidr, 0, 0) == var.vpc_cidr && tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 24, false)
    error_message = "NET-101: vpc_cidr is \"${var.vpc_cidr}\"; write the first address of a range and its length, /16 to /24, such as 10.40.0.0/20."
  }

  validation {
    condition     = can(regex("^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.)", var.vpc_cidr))
    error_message = "NET-107: vpc_cidr is \"${var.vpc_cidr}\", a public range; write one within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16."
  }
}
