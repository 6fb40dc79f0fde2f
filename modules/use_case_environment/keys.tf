# What each key of the use case is for, and through which services it is used; the account's own keys are
# account_baseline's to say. Nobody uses a key straight.
locals {
  _of_whose = "${var.context.use_case} in ${var.context.environment}"

  _keys = merge(module.account_baseline.keys, {
    artifacts = {
      description        = "Models and build outputs of ${local._of_whose}."
      via_services       = ["ec2", "ecr", "s3", "sagemaker"]
      service_principals = {}
    }
    data = {
      description        = "Data sets and features of ${local._of_whose}."
      via_services       = ["ec2", "s3", "sagemaker"]
      service_principals = {}
    }
    }, var.settings.studio ? {
    studio = {
      description        = "Homes and volumes of Studio for ${local._of_whose}."
      via_services       = ["ec2", "elasticfilesystem", "sagemaker"]
      service_principals = {}
    }
  } : {})
}
