# What each key is for, and through which services it is used. Nobody uses a key straight.
locals {
  _log_groups = "arn:aws:logs:${local.account.region}:${local.account.account_id}:log-group:*"

  keys = {
    artifacts = {
      description  = "Models and build outputs of ${local.use_case.name} in ${local.environment}."
      via_services = ["ec2", "ecr", "s3", "sagemaker"]
    }
    data = {
      description  = "Data sets and features of ${local.use_case.name} in ${local.environment}."
      via_services = ["ec2", "s3", "sagemaker"]
    }
    ebs = {
      description  = "Volumes of ${local.use_case.name} in ${local.environment} that name no other key."
      via_services = ["ec2"]
    }
    logs = {
      description  = "Logs of ${local.use_case.name} in ${local.environment}."
      via_services = ["s3"]
      # CloudWatch Logs comes as itself, and says for which log group.
      service_principals = {
        "logs.${local.account.region}.amazonaws.com" = {
          actions            = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
          encryption_context = { "aws:logs:arn" = [local._log_groups] }
        }
      }
    }
    studio = {
      description  = "Homes and volumes of Studio for ${local.use_case.name} in ${local.environment}."
      via_services = ["ec2", "elasticfilesystem", "sagemaker"]
    }
  }
}
