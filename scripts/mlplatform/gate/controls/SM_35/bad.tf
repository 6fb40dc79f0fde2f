# fail: aws_sagemaker_pipeline.with["no_network"], aws_sagemaker_pipeline.with["foreign_subnet"]
# fail: aws_sagemaker_pipeline.with["no_isolation"], aws_sagemaker_pipeline.with["no_volume_key"]
# fail: aws_sagemaker_pipeline.with["key_of_aws"], aws_sagemaker_pipeline.with["hidden_in_a_condition"]
# fail: aws_sagemaker_pipeline.with["second_kind_of_training"], aws_sagemaker_pipeline.under["unguarded"]
# fail: aws_sagemaker_pipeline.under["author"], aws_sagemaker_pipeline.under["studio"], aws_sagemaker_pipeline.under["people"]
# fail: aws_sagemaker_pipeline.without_role
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

locals {
  steps = {
    no_network              = { Type = "Training", Arguments = { for name, value in local.training : name => value if name != "VpcConfig" } }
    foreign_subnet          = { Type = "Training", Arguments = merge(local.training, { VpcConfig = { Subnets = ["subnet-11112222", "subnet-99998888"], SecurityGroupIds = ["sg-11112222"] } }) }
    no_isolation            = { Type = "Processing", Arguments = merge(local.processing, { NetworkConfig = { VpcConfig = local.vpc, EnableInterContainerTrafficEncryption = true } }) }
    no_volume_key           = { Type = "Training", Arguments = merge(local.training, { ResourceConfig = { InstanceType = "ml.m5.large", InstanceCount = 1 } }) }
    key_of_aws              = { Type = "Transform", Arguments = { TransformResources = { VolumeKmsKeyId = "alias/aws/ebs" }, TransformOutput = { KmsKeyId = local.key } } }
    hidden_in_a_condition   = { Type = "Condition", Arguments = { Conditions = [], IfSteps = [], ElseSteps = [{ Name = "make", Type = "Model", Arguments = { EnableNetworkIsolation = true } }] } }
    second_kind_of_training = { Type = "Tuning", Arguments = { TrainingJobDefinitions = [local.training, {}] } }
  }
  roles = {
    unguarded = local.allow
    author    = concat(local.allow, local.deny, [{ Effect = "Allow", Action = "sagemaker:UpdatePipeline", Resource = "*" }])
    studio    = concat(local.allow, local.deny)
    people    = concat(local.allow, local.deny)
  }
}

resource "aws_sagemaker_pipeline" "with" {
  for_each = local.steps

  pipeline_name         = replace(each.key, "_", "-")
  pipeline_display_name = replace(each.key, "_", "-")
  role_arn              = aws_iam_role.pipeline.arn
  pipeline_definition   = jsonencode({ Version = "2020-12-01", Steps = [merge(each.value, { Name = "step" })] })
}

resource "aws_iam_role" "under" {
  for_each = local.roles

  name = each.key
  assume_role_policy = each.key != "people" ? local.trust : jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/scientist" } }]
  })
}

resource "aws_iam_role_policy" "under" {
  for_each = local.roles

  role   = aws_iam_role.under[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_sagemaker_user_profile" "scientist" {
  domain_id         = "d-111122223333"
  user_profile_name = "scientist"

  user_settings {
    execution_role = aws_iam_role.under["studio"].arn
  }
}

resource "aws_sagemaker_pipeline" "under" {
  for_each = local.roles

  pipeline_name         = each.key
  pipeline_display_name = each.key
  role_arn              = aws_iam_role.under[each.key].arn
  pipeline_definition   = jsonencode({ Version = "2020-12-01", Steps = [{ Name = "train", Type = "Training", Arguments = local.training }] })
}

resource "aws_sagemaker_pipeline" "without_role" {
  pipeline_name         = "without-role"
  pipeline_display_name = "without-role"
  pipeline_definition   = jsonencode({ Version = "2020-12-01", Steps = [{ Name = "train", Type = "Training", Arguments = local.training }] })
}
