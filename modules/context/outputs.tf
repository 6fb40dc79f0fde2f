output "context" {
  description = "The object that crosses every module: where the resources stand, for whom, and the prefix of every name."
  value = {
    organization_id = var.organization_id
    environment     = var.environment
    use_case        = var.use_case
    account_id      = var.account_id
    region          = var.region
    partition       = "aws"
    name_prefix     = join("-", [var.organization, replace(var.use_case, "_", "-"), var.environment])
  }
}

output "tags" {
  description = "Tags for the provider's default_tags, so that every resource carries them."
  value = merge(var.tags, { # SM-38
    organization = var.organization
    environment  = var.environment
    use_case     = var.use_case
    managed_by   = "terraform"
  })
}
