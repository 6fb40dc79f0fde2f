# fail: aws_sfn_state_machine.unlogged, aws_sfn_state_machine.logging_off, aws_sfn_state_machine.without_key
# fail: aws_sfn_state_machine.key_of_aws, aws_sfn_state_machine.trains["without_network"], aws_sfn_state_machine.trains["without_key"]
# fail: aws_sfn_state_machine.trains["by_the_sdk"], aws_sfn_state_machine.trains["inside_a_map"], aws_sfn_state_machine.trains["not_isolated"]
locals {
  key = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
  training = {
    VpcConfig                             = { Subnets = ["subnet-11112222"], SecurityGroupIds = ["sg-11112222"] }
    EnableNetworkIsolation                = true
    EnableInterContainerTrafficEncryption = true
    ResourceConfig                        = { InstanceType = "ml.m5.large", InstanceCount = 1, VolumeKmsKeyId = local.key }
    OutputDataConfig                      = { "S3OutputPath.$" = "$.out", KmsKeyId = local.key }
  }
  train = { Type = "Task", Resource = "arn:aws:states:::sagemaker:createTrainingJob.sync", Parameters = local.training, End = true }
}

locals {
  quiet = jsonencode({ StartAt = "pass", States = { pass = { Type = "Pass", End = true } } })
  states = {
    without_network = merge(local.train, { Parameters = { for name, value in local.training : name => value if name != "VpcConfig" } })
    without_key     = merge(local.train, { Parameters = merge(local.training, { OutputDataConfig = {} }) })
    by_the_sdk      = merge(local.train, { Resource = "arn:aws:states:::aws-sdk:sagemaker:createProcessingJob", Parameters = {} })
    inside_a_map    = { Type = "Map", End = true, Iterator = { StartAt = "train", States = { train = merge(local.train, { Parameters = {} }) } } }
    not_isolated    = merge(local.train, { Parameters = merge(local.training, { EnableNetworkIsolation = false }) })
  }
}

resource "aws_sfn_state_machine" "trains" {
  for_each = local.states

  name       = replace(each.key, "_", "-")
  role_arn   = "arn:aws:iam::111122223333:role/machines"
  definition = jsonencode({ StartAt = "one", States = { one = each.value } })

  logging_configuration {
    level           = "ALL"
    log_destination = "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/vendedlogs/states/credit:*"
  }

  encryption_configuration {
    type       = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id = local.key
  }
}

resource "aws_sfn_state_machine" "unlogged" {
  name       = "unlogged"
  role_arn   = "arn:aws:iam::111122223333:role/machines"
  definition = local.quiet


  encryption_configuration {
    type       = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id = local.key
  }
}

resource "aws_sfn_state_machine" "logging_off" {
  name       = "logging-off"
  role_arn   = "arn:aws:iam::111122223333:role/machines"
  definition = local.quiet

  logging_configuration {
    level = "OFF"
  }

  encryption_configuration {
    type       = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id = local.key
  }
}

resource "aws_sfn_state_machine" "without_key" {
  name       = "without-key"
  role_arn   = "arn:aws:iam::111122223333:role/machines"
  definition = local.quiet

  logging_configuration {
    level           = "ALL"
    log_destination = "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/vendedlogs/states/credit:*"
  }

}

resource "aws_sfn_state_machine" "key_of_aws" {
  name       = "key-of-aws"
  role_arn   = "arn:aws:iam::111122223333:role/machines"
  definition = local.quiet

  logging_configuration {
    level           = "ALL"
    log_destination = "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/vendedlogs/states/credit:*"
  }

  encryption_configuration {
    type = "AWS_OWNED_KEY"
  }
}
