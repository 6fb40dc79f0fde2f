variable "context" {
  description = "Where the resources stand and for whom; made by modules/context, which checks it."
  type = object({
    organization_id = string # AWS Organizations id, o-...
    environment     = string # dev, test or prod
    use_case        = string # snake_case
    account_id      = string
    region          = string
    partition       = string
    name_prefix     = string # e.g. "bank-credit-risk-dev", at most 38 characters
  })
  nullable = false

  validation {
    condition     = contains(["dev", "test", "prod"], var.context.environment)
    error_message = "CTX-109: context.environment is \"${var.context.environment}\"; write dev, test or prod, for a use case has no other."
  }
}

variable "platform" {
  description = <<-EOT
    What all accounts share, as environments/platform.yaml says.
    - `alerts_email`: mailbox that is told of alarms.
    - `alternate_contacts`: whom AWS asks, by `billing`, `operations` and `security`.
    - `ci`: the GitHub `repository` of the platform, where packages are asked for.
    - `codeartifact`: `domain` and `repository` of the approved packages.
    - `deploy_role`: name of the role that applies.
    - `identity_account_id`: where people sign in.
    - `plan_role`: name of the role that reads and changes nothing.
    - `shared_account_id`: where packages and images are.
  EOT
  type = object({
    alerts_email = string
    alternate_contacts = object({
      billing    = object({ name = string, title = string, email = string, phone = string })
      operations = object({ name = string, title = string, email = string, phone = string })
      security   = object({ name = string, title = string, email = string, phone = string })
    })
    ci = object({ github = object({ repository = string }) })
    codeartifact = object({
      domain     = string
      repository = string
    })
    deploy_role         = string
    identity_account_id = string
    plan_role           = string
    shared_account_id   = string
  })
  nullable = false
}

variable "settings" {
  description = <<-EOT
    In what the environments of a use case differ; each root's terraform.tfvars says it.
    - `budget_share`: the part of the use case's monthly budget that this account may spend, above 0 and up to 1.
    - `deletion_protection`: whether data buckets refuse to be deleted by anybody.
    - `studio`: whether people work here, in SageMaker Studio.
  EOT
  type = object({
    budget_share        = number
    deletion_protection = bool
    studio              = bool
  })
  nullable = false

  validation {
    condition     = var.settings.studio == (var.context.environment == "dev")
    error_message = "CTX-110: settings.studio is ${var.settings.studio} in ${var.context.environment}; people work in dev and nowhere else, so write ${var.context.environment == "dev"}."
  }

  validation {
    condition     = var.settings.deletion_protection || var.context.environment != "prod" || var.decommission
    error_message = "REL-101: settings.deletion_protection is false in prod; write true. Only mlp use-case decommission takes it away."
  }

  validation {
    condition     = var.settings.budget_share > 0 && var.settings.budget_share <= 1
    error_message = "CTX-111: settings.budget_share is ${var.settings.budget_share}; write a part of the use case's budget, above 0 and up to 1."
  }
}

variable "use_case" {
  description = <<-EOT
    The use case, as its file in environments/use_cases says.
    - `instance_types`: SageMaker instance types that it may start.
    - `members`: persona => staff ids.
    - `monthly_budget`: what it may spend in a month over all its accounts: `amount` in `currency`.
    - `network`: `vpc_cidr`, and `subnets` by availability zone, of this account.
  EOT
  type = object({
    instance_types = set(string)
    members        = map(list(string))
    monthly_budget = object({
      amount   = number
      currency = string
    })
    network = object({
      vpc_cidr = string
      subnets  = map(string)
    })
  })
  nullable = false
}

variable "decommission" {
  description = "Whether the use case is being taken down; mlp use-case decommission says so for its last apply, and nobody else."
  type        = bool
  default     = false
  nullable    = false
}

variable "image_repository_arns" {
  description = "Exact ARNs of the repositories of the bank's images, in the shared account, from which jobs and Studio may pull."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "studio_images" {
  description = "The bank's images for Studio, by name: the app (`app_type`) and the image in ECR, by digest (`ecr_image_uri`)."
  type = map(object({
    app_type      = string
    ecr_image_uri = string
  }))
  default  = {}
  nullable = false
}
