# One account of one use case, put together as its environment does: keys, network, roles, buckets, and a registry.
terraform {
  required_version = ">= 1.11, < 2.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "account_id" { type = string }
variable "environment" { type = string }
variable "use_case" { type = string }

# Nothing is asked of AWS: a plan of new resources needs no account.
provider "aws" {
  region                      = "eu-west-2"
  access_key                  = "dummy"
  secret_key                  = "dummy"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  default_tags {
    tags = module.context.tags
  }
}

locals {
  context     = module.context.context
  prefix      = module.context.context.name_prefix
  deploy_role = "arn:aws:iam::${var.account_id}:role/bank-mlp-deploy"
  reading     = ["break_glass", "model_risk_reviewer", "security_auditor"]
  working     = ["data_engineer", "data_scientist", "lead_data_scientist", "ml_engineer", "platform_engineer"]
  personas    = concat(local.reading, var.environment == "dev" ? local.working : [])

  via = {
    artifacts = ["ec2", "ecr", "s3", "sagemaker"]
    data      = ["ec2", "s3", "sagemaker"]
    studio    = ["ec2", "elasticfilesystem", "sagemaker"]
  }
  logs = {
    description  = "Logs."
    via_services = ["s3"]
    service_principals = {
      "logs.eu-west-2.amazonaws.com" = {
        actions            = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
        encryption_context = { "aws:logs:arn" = ["arn:aws:logs:eu-west-2:${var.account_id}:log-group:*"] }
      }
    }
  }
}

module "context" {
  source = "../modules/context"

  account_id      = var.account_id
  environment     = var.environment
  organization    = "bank"
  organization_id = "o-exampleorg1"
  region          = "eu-west-2"
  use_case        = var.use_case
  tags            = { data_classification = "confidential", owner = "${var.use_case}@bank.example" }
}

module "kms" {
  source = "../modules/kms"

  context                 = local.context
  administrator_role_arns = [local.deploy_role]
  keys = merge(
    { for purpose, services in local.via : purpose => { description = purpose, via_services = services } if purpose != "studio" || var.environment == "dev" },
    { logs = local.logs },
  )
  recovery_role_arns = ["arn:aws:iam::${var.account_id}:role/${local.prefix}-break-glass"]
}

module "studio_network" {
  source = "../modules/studio_network"

  context                  = local.context
  kms_key_arns             = module.kms.kms_key_arns
  permissions_boundary_arn = module.personas.permissions_boundary_arn
  subnets                  = { eu-west-2a = "10.40.0.0/23", eu-west-2b = "10.40.2.0/23" }
  vpc_cidr                 = "10.40.0.0/20"
}

module "data_store" {
  source = "../modules/data_store"

  access_log_bucket_name = "${local.prefix}-access-logs-${var.account_id}"
  context                = local.context
  deletion_protection    = var.environment == "prod"
  kms_key_arns           = module.kms.kms_key_arns
  management_role_arns   = [local.deploy_role]
  network                = module.studio_network.network
}

module "personas" {
  source = "../modules/personas"

  allowed_instance_types = ["ml.t3.medium", "ml.m5.xlarge"]
  bucket_names = {
    evidence = [module.data_store.bucket_names.artifacts]
    write    = values(module.data_store.bucket_names)
  }
  codeartifact       = { domain = "bank-packages", domain_owner_account_id = "999988887777", repositories = ["approved"] }
  context            = local.context
  identity_role_arns = { for persona in local.personas : persona => ["arn:aws:iam::555566667777:role/${local.prefix}-${replace(persona, "_", "-")}"] }
  kms_key_arns       = module.kms.kms_key_arns
  network            = module.studio_network.network
}

module "studio" {
  source = "../modules/studio"
  count  = var.environment == "dev" ? 1 : 0

  allowed_instance_types   = ["ml.t3.medium", "ml.m5.xlarge"]
  codeartifact             = { domain = "bank-packages", domain_owner_account_id = "999988887777", repository = "approved" }
  context                  = local.context
  execution_policy_arns    = module.personas.execution_policy_arns
  kms_key_arns             = module.kms.kms_key_arns
  network                  = module.studio_network.network
  permissions_boundary_arn = module.personas.permissions_boundary_arn
  profiles                 = { for number, persona in local.working : "u10000${number}" => { persona = persona } if persona != "platform_engineer" }
}

# The registry of the account, read by the use case's own production.
resource "aws_sagemaker_model_package_group" "models" {
  model_package_group_name = "${local.prefix}-models"
}
