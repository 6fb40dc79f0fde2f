variable "allowed_instance_types" {
  description = "SageMaker instance types that people and jobs may start, written out in full."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.allowed_instance_types) > 0
    error_message = "SM-111: no instance type is allowed; write at least one, such as \"ml.m5.xlarge\"."
  }

  validation {
    condition     = alltrue([for type in var.allowed_instance_types : can(regex("^ml\\.[a-z0-9]+\\.[a-z0-9]+$", type))])
    error_message = "SM-112: instance type ${join(", ", [for type in var.allowed_instance_types : "\"${type}\"" if !can(regex("^ml\\.[a-z0-9]+\\.[a-z0-9]+$", type))])} is not exact; write a full name such as \"ml.m5.xlarge\", without wildcards."
  }
}

variable "codeartifact" {
  description = <<-EOT
    The bank's package store.
    - `domain`: name of the CodeArtifact domain.
    - `domain_owner_account_id`: account that owns the domain.
    - `repositories`: names of the repositories that people may install from.
  EOT
  type = object({
    domain                  = string
    domain_owner_account_id = string
    repositories            = set(string)
  })
  nullable = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.codeartifact.domain_owner_account_id))
    error_message = "IAM-111: codeartifact.domain_owner_account_id is \"${var.codeartifact.domain_owner_account_id}\"; write the 12 digits of the account."
  }

  validation {
    condition     = alltrue([for name in setunion([var.codeartifact.domain], var.codeartifact.repositories) : can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$", name))])
    error_message = "IAM-112: codeartifact names ${join(", ", [for name in setunion([var.codeartifact.domain], var.codeartifact.repositories) : "\"${name}\"" if !can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$", name))])} are not exact; write names of 2 to 100 letters, digits, dots, hyphens or underscores."
  }

  validation {
    condition     = length(var.codeartifact.repositories) > 0
    error_message = "IAM-113: codeartifact.repositories is empty; write at least one repository to install from."
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

variable "identity_role_arns" {
  description = "Persona => exact ARNs of the roles in the bank's identity account that may take it on, at least one for each. In dev all eight personas; elsewhere, where nobody makes anything by hand, break_glass, model_risk_reviewer and security_auditor."
  type        = map(set(string))
  nullable    = false

  validation {
    condition = toset(keys(var.identity_role_arns)) == setunion(
      ["break_glass", "model_risk_reviewer", "security_auditor"],
      var.context.environment == "dev" ? ["data_engineer", "data_scientist", "lead_data_scientist", "ml_engineer", "platform_engineer"] : [],
    )
    error_message = "IAM-114: identity_role_arns names ${join(", ", keys(var.identity_role_arns))} in ${var.context.environment}; write exactly ${var.context.environment == "dev" ? "break_glass, data_engineer, data_scientist, lead_data_scientist, ml_engineer, model_risk_reviewer, platform_engineer, security_auditor" : "break_glass, model_risk_reviewer, security_auditor, for people make nothing outside dev"}."
  }

  validation {
    condition     = alltrue([for arns in values(var.identity_role_arns) : length(arns) > 0])
    error_message = "IAM-119: no identity role for ${join(", ", [for persona, arns in var.identity_role_arns : persona if length(arns) == 0])}; write at least one role ARN for each persona."
  }

  validation {
    condition     = alltrue([for arn in flatten([for arns in values(var.identity_role_arns) : tolist(arns)]) : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "IAM-08: ${join(", ", [for arn in flatten([for arns in values(var.identity_role_arns) : tolist(arns)]) : "\"${arn}\"" if !can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])} is not one exact role; write arn:aws:iam::<account>:role/<name>, without wildcards."
  }

  validation {
    condition     = length(flatten([for arns in values(var.identity_role_arns) : tolist(arns)])) == length(distinct(flatten([for arns in values(var.identity_role_arns) : tolist(arns)])))
    error_message = "IAM-115: one identity role is given to two personas; give each persona its own identity roles, so that duties stay apart."
  }
}

variable "kms_key_arns" {
  description = "ARNs of the use case's keys: `data` and `artifacts` for jobs; in dev also `studio`, for spaces."
  type = object({
    artifacts = string
    data      = string
    studio    = optional(string)
  })
  nullable = false

  validation {
    condition     = var.context.environment != "dev" || var.kms_key_arns.studio != null
    error_message = "SM-02: kms_key_arns has no key studio in dev; write the ARN of the key that people's spaces are encrypted with."
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
    condition     = length(var.network.subnet_ids) > 0
    error_message = "NET-111: network.subnet_ids is empty; jobs need at least one subnet to run in."
  }

  validation {
    condition     = var.context.environment != "dev" || length(setintersection(keys(var.network.interface_endpoint_ids), ["sagemaker.api", "studio"])) == 2
    error_message = "NET-112: network.interface_endpoint_ids has ${join(", ", keys(var.network.interface_endpoint_ids))}; Studio is opened only through the endpoints sagemaker.api and studio, so give both."
  }
}

variable "aws_image_account_ids" {
  description = "Accounts of AWS outside the organization whose container images (SageMaker's own frameworks, say) may be pulled: the one reviewed exception to the boundary's organization rule."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.aws_image_account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "IAM-116: aws_image_account_ids has ${join(", ", [for id in var.aws_image_account_ids : "\"${id}\"" if !can(regex("^[0-9]{12}$", id))])}; write account ids of 12 digits."
  }
}

variable "bucket_names" {
  description = <<-EOT
    Exact names of the buckets that hold the use case's data.
    - `evidence`: buckets with models and reports, which the model-risk reviewer reads.
    - `read`: buckets that Studio and jobs may read.
    - `write`: buckets that Studio and jobs may read and write.
  EOT
  type = object({
    evidence = optional(set(string), [])
    read     = optional(set(string), [])
    write    = optional(set(string), [])
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in setunion(var.bucket_names.evidence, var.bucket_names.read, var.bucket_names.write) : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", name))])
    error_message = "S3-111: bucket_names has ${join(", ", [for name in setunion(var.bucket_names.evidence, var.bucket_names.read, var.bucket_names.write) : "\"${name}\"" if !can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", name))])}; write exact bucket names, without wildcards."
  }
}

variable "image_repository_arns" {
  description = "Exact ARNs of the ECR repositories whose images jobs and Studio may pull."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.image_repository_arns : can(regex("^arn:[a-z-]+:ecr:[a-z0-9-]+:[0-9]{12}:repository/[a-z0-9._/-]+$", arn))])
    error_message = "IAM-117: image_repository_arns has ${join(", ", [for arn in var.image_repository_arns : "\"${arn}\"" if !can(regex("^arn:[a-z-]+:ecr:[a-z0-9-]+:[0-9]{12}:repository/[a-z0-9._/-]+$", arn))])}; write exact repository ARNs, without wildcards."
  }
}
