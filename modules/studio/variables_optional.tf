variable "auth_mode" {
  description = "How people reach the domain: `IAM` by a link to their own profile, which modules/personas guards, or `SSO` through IAM Identity Center, where the user name is the staff id."
  type        = string
  default     = "IAM"
  nullable    = false

  validation {
    condition     = contains(["IAM", "SSO"], var.auth_mode)
    error_message = "SM-03: auth_mode is \"${var.auth_mode}\"; write \"IAM\" or \"SSO\"."
  }
}

variable "default_instance_type" {
  description = "Instance type that a new space starts with; one of `allowed_instance_types`."
  type        = string
  default     = "ml.t3.medium"
  nullable    = false
}

variable "ebs_volume_size_in_gb" {
  description = <<-EOT
    Size of the volume of a space, in GB.
    - `default`: what a new space has.
    - `maximum`: what its owner may make it.
  EOT
  type = object({
    default = optional(number, 20)
    maximum = optional(number, 100)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.ebs_volume_size_in_gb.default >= 5 && var.ebs_volume_size_in_gb.default <= var.ebs_volume_size_in_gb.maximum && var.ebs_volume_size_in_gb.maximum <= 1000
    error_message = "SM-117: ebs_volume_size_in_gb is ${var.ebs_volume_size_in_gb.default} to ${var.ebs_volume_size_in_gb.maximum}; write a default of at least 5 and a maximum from there to 1000."
  }
}

variable "idle_timeout_in_minutes" {
  description = <<-EOT
    After how many idle minutes a space stops.
    - `default`: what a new space has.
    - `min`, `max`: between which its owner may choose.
  EOT
  type = object({
    default = optional(number, 60)
    min     = optional(number, 60)
    max     = optional(number, 240)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.idle_timeout_in_minutes.min >= 60 && var.idle_timeout_in_minutes.min <= var.idle_timeout_in_minutes.default && var.idle_timeout_in_minutes.default <= var.idle_timeout_in_minutes.max && var.idle_timeout_in_minutes.max <= 480
    error_message = "SM-10: idle_timeout_in_minutes is min ${var.idle_timeout_in_minutes.min}, default ${var.idle_timeout_in_minutes.default}, max ${var.idle_timeout_in_minutes.max}; write 60 <= min <= default <= max <= 480."
  }
}

variable "images" {
  description = <<-EOT
    The bank's own images for Studio, by name.
    - `app_type`: `JupyterLab` or `CodeEditor`.
    - `ecr_image_uri`: the image in ECR, by digest.
    - `gid`, `uid`, `mount_path`: the user the image runs as, and that user's home.
  EOT
  type = map(object({
    app_type      = string
    ecr_image_uri = string
    gid           = optional(number, 100)
    mount_path    = optional(string, "/home/sagemaker-user")
    uid           = optional(number, 1000)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for image in values(var.images) : contains(["CodeEditor", "JupyterLab"], image.app_type)])
    error_message = "SM-118: ${join(", ", [for name, image in var.images : "image \"${name}\" is for \"${image.app_type}\"" if !contains(["CodeEditor", "JupyterLab"], image.app_type)])}; write \"JupyterLab\" or \"CodeEditor\"."
  }

  validation {
    condition     = alltrue([for image in values(var.images) : can(regex("^[0-9]{12}\\.dkr\\.ecr\\.${var.context.region}\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/-]+@sha256:[0-9a-f]{64}$", image.ecr_image_uri))])
    error_message = "SM-23: ${join(", ", [for name, image in var.images : "image \"${name}\" is \"${image.ecr_image_uri}\"" if !can(regex("^[0-9]{12}\\.dkr\\.ecr\\.${var.context.region}\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/-]+@sha256:[0-9a-f]{64}$", image.ecr_image_uri))])}; write an ECR image in ${var.context.region} by digest, <account>.dkr.ecr.${var.context.region}.amazonaws.com/<repository>@sha256:<digest>, for a tag can be moved."
  }

  validation {
    condition     = alltrue([for name in keys(var.images) : can(regex("^[a-z0-9](-?[a-z0-9]){0,19}$", name))])
    error_message = "SM-119: images has ${join(", ", [for name in keys(var.images) : "\"${name}\"" if !can(regex("^[a-z0-9](-?[a-z0-9]){0,19}$", name))])}; write names of 1 to 20 small letters, digits and single hyphens."
  }

  validation {
    condition     = alltrue([for image in values(var.images) : contains([0, 1000], image.uid) && contains([0, 100], image.gid)])
    error_message = "SM-120: ${join(", ", [for name, image in var.images : "image \"${name}\" runs as ${image.uid}:${image.gid}" if !(contains([0, 1000], image.uid) && contains([0, 100], image.gid))])}; SageMaker takes uid 0 or 1000 and gid 0 or 100."
  }
}

variable "package_request_url" {
  description = "Address of the form with which a package is asked for; whoever installs one that is not approved reads it. None when empty."
  type        = string
  default     = ""
  nullable    = false

  # It is written into a shell script.
  validation {
    condition     = can(regex("^(https://[a-z0-9][a-z0-9.-]*(/[A-Za-z0-9._~/?=&%#-]*)?)?$", var.package_request_url))
    error_message = "SM-11: package_request_url is \"${var.package_request_url}\"; write an address that begins with https:// and has nothing in it that a shell could read, or nothing."
  }
}
