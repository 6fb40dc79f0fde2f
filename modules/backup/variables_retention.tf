variable "daily_retention_in_days" {
  description = "How long daily backups are kept, in days."
  type        = number
  default     = 35
  nullable    = false

  validation {
    condition     = var.daily_retention_in_days >= var.shortest_retention_in_days
    error_message = "REL-114: daily_retention_in_days is ${var.daily_retention_in_days}; write shortest_retention_in_days (${var.shortest_retention_in_days}) or more, for the locked vault refuses what is kept for less."
  }
}

variable "longest_retention_in_days" {
  description = "The longest retention that the vaults take. Three days after the first apply nobody changes it any more, AWS included: leave room."
  type        = number
  default     = 3653
  nullable    = false

  validation {
    condition     = var.longest_retention_in_days >= 400 && var.longest_retention_in_days <= 36500
    error_message = "REL-113: longest_retention_in_days is ${var.longest_retention_in_days}; write 400 to 36500."
  }
}

variable "monthly_retention_in_days" {
  description = "How long monthly backups are kept, in days; those of file systems lie in cold storage after the first month."
  type        = number
  default     = 400
  nullable    = false

  validation {
    condition     = var.monthly_retention_in_days >= 120
    error_message = "REL-115: monthly_retention_in_days is ${var.monthly_retention_in_days}; write 120 or more, for a backup that goes to cold storage after 30 days stays there for 90."
  }

  validation {
    condition     = var.monthly_retention_in_days >= var.weekly_retention_in_days
    error_message = "REL-115: monthly_retention_in_days is ${var.monthly_retention_in_days}; write weekly_retention_in_days (${var.weekly_retention_in_days}) or more."
  }

  validation {
    condition     = var.monthly_retention_in_days <= var.longest_retention_in_days
    error_message = "REL-114: monthly_retention_in_days is ${var.monthly_retention_in_days}; write longest_retention_in_days (${var.longest_retention_in_days}) or less, for the locked vault refuses what is kept for longer."
  }
}

variable "shortest_retention_in_days" {
  description = "The shortest retention that the vaults take. Three days after the first apply nobody changes it any more, AWS included."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.shortest_retention_in_days >= 7 && var.shortest_retention_in_days <= 35
    error_message = "REL-113: shortest_retention_in_days is ${var.shortest_retention_in_days}; write 7 to 35: an air-gapped vault keeps nothing for less than a week."
  }
}

variable "weekly_retention_in_days" {
  description = "How long weekly backups are kept, in days."
  type        = number
  default     = 98
  nullable    = false

  validation {
    condition     = var.weekly_retention_in_days >= var.daily_retention_in_days
    error_message = "REL-115: weekly_retention_in_days is ${var.weekly_retention_in_days}; write daily_retention_in_days (${var.daily_retention_in_days}) or more."
  }
}
