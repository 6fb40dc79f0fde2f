# What modules/delivery_roles asks of the embedded AWS, as small as it can be.
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
  default_tags {
    tags = { use_case = "platform" }
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_cloudformation_stack_set" "this" {
  name             = "bank-mlp-roles"
  description      = "Roles."
  permission_model = "SERVICE_MANAGED"
  call_as          = "DELEGATED_ADMIN"
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_body = jsonencode({
    Resources = {
      Plan = {
        Type = "AWS::IAM::Role"
        Properties = {
          RoleName           = "bank-mlp-plan"
          MaxSessionDuration = 7200
          AssumeRolePolicyDocument = {
            Version   = "2012-10-17"
            Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999988887777:root" } }]
          }
        }
      }
    }
  })

  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  lifecycle {
    ignore_changes = [administration_role_arn]
  }
}

resource "aws_cloudformation_stack_set_instance" "this" {
  stack_set_name = aws_cloudformation_stack_set.this.name
  call_as        = "DELEGATED_ADMIN"
  region         = "eu-west-2"

  deployment_targets {
    organizational_unit_ids = ["ou-exam-workload"]
  }
}
