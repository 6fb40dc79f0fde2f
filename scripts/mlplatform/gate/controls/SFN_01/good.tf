# pass: aws_sfn_state_machine.trains, aws_sfn_state_machine.moves_data_only
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

resource "aws_sfn_state_machine" "trains" {
  name     = "trains"
  role_arn = "arn:aws:iam::111122223333:role/machines"
  definition = jsonencode({
    StartAt = "each"
    States = {
      each = {
        Type          = "Map"
        ItemProcessor = { StartAt = "train", States = { train = local.train } }
        Next          = "both"
      }
      both = {
        Type     = "Parallel"
        Branches = [{ StartAt = "again", States = { again = local.train } }]
        End      = true
      }
    }
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

resource "aws_sfn_state_machine" "moves_data_only" {
  name       = "moves-data-only"
  role_arn   = "arn:aws:iam::111122223333:role/machines"
  definition = jsonencode({ StartAt = "pass", States = { pass = { Type = "Pass", End = true } } })

  logging_configuration {
    level           = "ALL"
    log_destination = "arn:aws:logs:eu-west-2:111122223333:log-group:/aws/vendedlogs/states/credit:*"
  }

  encryption_configuration {
    type       = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id = local.key
  }
}
