terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }

  # Bucket, key, region, encryption key and role come from `mlp`, one key for each use case.
  backend "s3" {
    encrypt      = true
    use_lockfile = true
  }
}
