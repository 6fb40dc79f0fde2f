# pass: aws_sagemaker_pipeline.credit
locals {
  key     = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
  vpc     = { Subnets = ["subnet-11112222"], SecurityGroupIds = ["sg-11112222"] }
  network = { VpcConfig = local.vpc, EnableNetworkIsolation = true, EnableInterContainerTrafficEncryption = true }
  jobs    = [for kind in ["Training", "Processing", "Transform", "HyperParameterTuning"] : "sagemaker:Create${kind}Job"]
  every   = concat(local.jobs, ["sagemaker:CreateModel"])

  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })

  networked = [for action in local.every : action if action != "sagemaker:CreateTransformJob"]
  refused = [
    { actions = local.networked, condition = { Null = { "sagemaker:VpcSubnets" = "true" } } },
    { actions = local.networked, condition = { "ForAnyValue:StringNotEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222" } } },
    { actions = local.networked, condition = { Null = { "sagemaker:VpcSecurityGroupIds" = "true" } } },
    { actions = local.networked, condition = { "ForAnyValue:StringNotEquals" = { "sagemaker:VpcSecurityGroupIds" = "sg-11112222" } } },
    { actions = local.networked, condition = { BoolIfExists = { "sagemaker:NetworkIsolation" = "false" } } },
    { actions = local.networked, condition = { BoolIfExists = { "sagemaker:InterContainerTrafficEncryption" = "false" } } },
    { actions = local.jobs, condition = { Null = { "sagemaker:VolumeKmsKey" = "true", "sagemaker:VolumeKmsKeyArn" = "true" } } },
    { actions = local.jobs, condition = { Null = { "sagemaker:VolumeKmsKey" = "false" }, ArnNotLike = { "sagemaker:VolumeKmsKey" = local.key } } },
    { actions = local.jobs, condition = { Null = { "sagemaker:VolumeKmsKeyArn" = "false" }, ArnNotLike = { "sagemaker:VolumeKmsKeyArn" = local.key } } },
    { actions = local.jobs, condition = { Null = { "sagemaker:OutputKmsKey" = "true", "sagemaker:OutputKmsKeyArn" = "true" } } },
    { actions = local.jobs, condition = { Null = { "sagemaker:OutputKmsKey" = "false" }, ArnNotLike = { "sagemaker:OutputKmsKey" = local.key } } },
    { actions = local.jobs, condition = { Null = { "sagemaker:OutputKmsKeyArn" = "false" }, ArnNotLike = { "sagemaker:OutputKmsKeyArn" = local.key } } },
  ]

  deny  = [for guard in local.refused : { Effect = "Deny", Action = guard.actions, Resource = "*", Condition = guard.condition }]
  allow = [{ Effect = "Allow", Action = local.every, Resource = "*" }]

  training = merge({ for name, value in local.network : name => value }, {
    ResourceConfig   = { InstanceType = { Get = "Parameters.InstanceType" }, InstanceCount = 1, VolumeSizeInGB = 30, VolumeKmsKeyId = local.key }
    OutputDataConfig = { S3OutputPath = "s3://credit-models/out", KmsKeyId = local.key }
  })
  processing = {
    NetworkConfig          = local.network
    ProcessingResources    = { ClusterConfig = { InstanceType = "ml.m5.large", InstanceCount = 1, VolumeSizeInGB = 30, VolumeKmsKeyId = local.key } }
    ProcessingOutputConfig = { Outputs = [], KmsKeyId = local.key }
  }
}

resource "aws_iam_role" "pipeline" {
  name               = "pipeline"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "pipeline" {
  role   = aws_iam_role.pipeline.name
  policy = jsonencode({ Version = "2012-10-17", Statement = concat(local.allow, local.deny) })
}

resource "aws_sagemaker_pipeline" "credit" {
  pipeline_name         = "credit"
  pipeline_display_name = "credit"
  role_arn              = aws_iam_role.pipeline.arn

  pipeline_definition = jsonencode({
    Version    = "2020-12-01"
    Parameters = [{ Name = "InstanceType", Type = "String", DefaultValue = "ml.m5.large" }]
    Steps = [
      { Name = "prepare", Type = "Processing", Arguments = local.processing },
      { Name = "train", Type = "Training", Arguments = local.training },
      { Name = "tune", Type = "Tuning", Arguments = { TrainingJobDefinition = local.training } },
      {
        Name = "good-enough"
        Type = "Condition"
        Arguments = {
          Conditions = []
          IfSteps = [
            { Name = "make", Type = "Model", Arguments = { VpcConfig = local.vpc, EnableNetworkIsolation = true } },
            { Name = "register", Type = "RegisterModel", Arguments = {} },
          ]
          ElseSteps = [{ Name = "stop", Type = "Fail", Arguments = { ErrorMessage = "not good enough" } }]
        }
      },
      {
        Name = "score"
        Type = "Transform"
        Arguments = {
          ModelName          = "credit"
          TransformResources = { InstanceType = "ml.m5.large", InstanceCount = 1, VolumeKmsKeyId = local.key }
          TransformOutput    = { S3OutputPath = "s3://credit-models/scores", KmsKeyId = local.key }
        }
      },
    ]
  })
}
