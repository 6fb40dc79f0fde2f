# One of every resource that stands on the layer or on a repair, in the account of the deploy role.
# Two are tested by boto3 alone, for the provider sleeps over them: aws_s3_bucket_lifecycle_configuration
# (55 s, waiting for a steady state) and aws_sagemaker_image (60 s, before it even asks).
terraform {
  required_version = ">= 1.11, < 2.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
  backend "s3" {
    bucket       = "bank-mlp-state"
    key          = "everything.tfstate"
    region       = "eu-west-2"
    use_lockfile = true
  }
}

provider "aws" {
  region = "eu-west-2"
  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/bank-mlp-deploy"
  }
  default_tags {
    tags = { use_case = "credit_risk" }
  }
}

locals {
  account = "111122223333"
  prefix  = "bank-credit-risk-dev"
  zones   = { "eu-west-2a" = "10.20.0.0/24", "eu-west-2b" = "10.20.1.0/24" }
  services = toset([
    "athena", "codeartifact.api", "codeartifact.repositories", "codebuild", "codecommit", "codepipeline",
    "codeconnections.api", "ecr.api", "ecr.dkr", "elasticfilesystem", "events", "git-codecommit", "glue", "kms",
    "lakeformation", "logs", "monitoring", "sagemaker.api", "sagemaker.featurestore-runtime",
    "sagemaker.metrics", "sagemaker.runtime", "secretsmanager", "servicecatalog", "ssm", "sts",
  ])
  endpoint_names = merge(
    { for service in local.services : service => "com.amazonaws.eu-west-2.${service}" },
    { studio = "aws.sagemaker.eu-west-2.studio" },
  )
}
