# pass: aws_iam_role.guarded, aws_iam_role.guarded_by_its_grant, aws_iam_user.refused
# pass: aws_sagemaker_monitoring_schedule.of_these_plans
locals {
  key     = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
  actions = ["sagemaker:Create*JobDefinition", "sagemaker:CreateMonitoringSchedule", "sagemaker:UpdateMonitoringSchedule"]

  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })

  # The name of each line, and its condition.
  refusals = {
    NoSubnets      = { Null = { "sagemaker:VpcSubnets" = "true" } }
    ForeignSubnets = { "ForAnyValue:StringNotEquals" = { "sagemaker:VpcSubnets" = ["subnet-11112222", "subnet-33334444"] } }
    NoGroups       = { Null = { "sagemaker:VpcSecurityGroupIds" = "true" } }
    ForeignGroups  = { "ForAnyValue:StringNotEquals" = { "sagemaker:VpcSecurityGroupIds" = "sg-11112222" } }
    NoVolumeKey    = { Null = { "sagemaker:VolumeKmsKey" = "true", "sagemaker:VolumeKmsKeyArn" = "true" } }
    ForeignVolume  = { Null = { "sagemaker:VolumeKmsKey" = "false" }, ArnNotLike = { "sagemaker:VolumeKmsKey" = local.key } }
    ForeignVolumeA = { Null = { "sagemaker:VolumeKmsKeyArn" = "false" }, ArnNotLike = { "sagemaker:VolumeKmsKeyArn" = local.key } }
    NoOutputKey    = { Null = { "sagemaker:OutputKmsKey" = "true", "sagemaker:OutputKmsKeyArn" = "true" } }
    ForeignOutput  = { Null = { "sagemaker:OutputKmsKey" = "false" }, StringNotEquals = { "sagemaker:OutputKmsKey" = local.key } }
    ForeignOutputA = { Null = { "sagemaker:OutputKmsKeyArn" = "false" }, StringNotEquals = { "sagemaker:OutputKmsKeyArn" = local.key } }
    NoIsolation    = { Null = { "sagemaker:NetworkIsolation" = "true" } }
    IsolationOff   = { Bool = { "sagemaker:NetworkIsolation" = "false" } }
    TrafficNotTrue = { BoolIfExists = { "sagemaker:InterContainerTrafficEncryption" = "false" } }
  }

  deny = [for name, condition in local.refusals : {
    Sid       = name
    Effect    = "Deny"
    Action    = local.actions
    Resource  = "*"
    Condition = condition
  }]
}

resource "aws_iam_role" "guarded" {
  name               = "guarded"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "guarded" {
  role = aws_iam_role.guarded.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat([{ Effect = "Allow", Action = local.actions, Resource = "*" }], local.deny)
  })
}

# The same, in the Allow itself.
resource "aws_iam_role" "guarded_by_its_grant" {
  name               = "guarded-by-its-grant"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "guarded_by_its_grant" {
  role = aws_iam_role.guarded_by_its_grant.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = local.actions
      Resource = "*"
      Condition = {
        Null                        = { "sagemaker:VpcSubnets" = "false", "sagemaker:VpcSecurityGroupIds" = "false" }
        "ForAllValues:StringEquals" = { "sagemaker:VpcSubnets" = "subnet-11112222", "sagemaker:VpcSecurityGroupIds" = "sg-11112222" }
        ArnEquals                   = { "sagemaker:VolumeKmsKeyArn" = local.key, "sagemaker:OutputKmsKeyArn" = local.key }
        ArnEqualsIfExists           = { "sagemaker:VolumeKmsKey" = local.key, "sagemaker:OutputKmsKey" = local.key }
        Bool                        = { "sagemaker:NetworkIsolation" = "true", "sagemaker:InterContainerTrafficEncryption" = "true" }
      }
    }]
  })
}

# What is allowed by one policy is refused outright by another: nothing is left to hold.
resource "aws_iam_user" "refused" {
  name = "refused"
}

resource "aws_iam_user_policy" "refused" {
  user = aws_iam_user.refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:*", Resource = "*" },
      { Effect = "Deny", Action = ["sagemaker:Create*", "sagemaker:Update*"], Resource = "*" },
    ]
  })
}

resource "aws_sagemaker_data_quality_job_definition" "this" {
  name     = "quality"
  role_arn = "arn:aws:iam::111122223333:role/monitor"

  data_quality_app_specification {
    image_uri = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/monitor:1"
  }

  data_quality_job_input {
    endpoint_input {
      endpoint_name = "score"
    }
  }

  data_quality_job_output_config {
    monitoring_outputs {
      s3_output {
        s3_uri = "s3://credit-monitoring/out"
      }
    }
  }

  job_resources {
    cluster_config {
      instance_count    = 1
      instance_type     = "ml.m5.large"
      volume_size_in_gb = 20
    }
  }
}

resource "aws_sagemaker_monitoring_schedule" "of_these_plans" {
  name = "quality"

  monitoring_schedule_config {
    monitoring_job_definition_name = aws_sagemaker_data_quality_job_definition.this.name
    monitoring_type                = "DataQuality"
  }
}
