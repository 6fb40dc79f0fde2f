# The buckets of a use case, with what they need of an account and no more.
terraform {
  required_version = ">= 1.11, < 2.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "eu-west-2"
  assume_role {
    role_arn = local.deploy_role_arn
  }
}

variable "deletion_protection" {
  description = "Whether the buckets refuse to be deleted."
  type        = bool
  nullable    = false
}

locals {
  account         = "111122223333"
  deploy_role_arn = "arn:aws:iam::${local.account}:role/bank-mlp-deploy"
  context = {
    organization_id = "o-exampleorg1"
    environment     = "prod"
    use_case        = "buckets"
    account_id      = local.account
    region          = "eu-west-2"
    partition       = "aws"
    name_prefix     = "bank-buckets-prod"
  }
}

module "kms" {
  source = "../modules/kms"

  context                 = local.context
  administrator_role_arns = [local.deploy_role_arn]
  keys = {
    artifacts = { description = "Models.", via_services = ["s3"] }
    data      = { description = "Data sets.", via_services = ["s3"] }
  }
}

resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/20"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.this.id
  service_name = "com.amazonaws.eu-west-2.s3"
}

resource "aws_s3_bucket" "access_logs" {
  bucket        = "${local.context.name_prefix}-access-logs-${local.account}"
  force_destroy = true # access logs are delivered to it
}

resource "aws_s3_bucket_policy" "access_logs" {
  bucket = aws_s3_bucket.access_logs.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.access_logs.arn}/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

module "data_store" {
  source = "../modules/data_store"

  access_log_bucket_name = aws_s3_bucket_policy.access_logs.bucket
  context                = local.context
  deletion_protection    = var.deletion_protection
  kms_key_arns           = module.kms.kms_key_arns
  management_role_arns   = [local.deploy_role_arn]
  network                = { s3_endpoint_id = aws_vpc_endpoint.s3.id }
}
