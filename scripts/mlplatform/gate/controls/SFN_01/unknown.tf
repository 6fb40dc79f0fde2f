# undecided: aws_sfn_state_machine.later, aws_sfn_state_machine.key_from_the_input, aws_sfn_state_machine.by_expression
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

resource "terraform_data" "later" {
  input = "train"
}

resource "aws_sfn_state_machine" "later" {
  name       = "later"
  role_arn   = "arn:aws:iam::111122223333:role/machines"
  definition = jsonencode({ StartAt = terraform_data.later.output, States = { train = local.train } })

  logging_configuration {
    level           = "ALL"
    log_destination = "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/vendedlogs/states/credit:*"
  }

  encryption_configuration {
    type       = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id = local.key
  }
}

resource "aws_sfn_state_machine" "key_from_the_input" {
  name     = "key-from-the-input"
  role_arn = "arn:aws:iam::111122223333:role/machines"
  definition = jsonencode({
    StartAt = "train"
    States  = { train = merge(local.train, { Parameters = merge(local.training, { OutputDataConfig = { "KmsKeyId.$" = "$.key" } }) }) }
  })

  logging_configuration {
    level           = "ALL"
    log_destination = "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/vendedlogs/states/credit:*"
  }

  encryption_configuration {
    type       = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id = local.key
  }
}

resource "aws_sfn_state_machine" "by_expression" {
  name     = "by-expression"
  role_arn = "arn:aws:iam::111122223333:role/machines"
  definition = jsonencode({
    StartAt       = "train"
    QueryLanguage = "JSONata"
    States        = { train = { Type = "Task", Resource = local.train.Resource, Arguments = merge(local.training, { VpcConfig = "{% $vpc %}" }), End = true } }
  })

  logging_configuration {
    level           = "ALL"
    log_destination = "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/vendedlogs/states/credit:*"
  }

  encryption_configuration {
    type       = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id = local.key
  }
}
