# pass: aws_organizations_policy_attachment.workloads["network"], aws_organizations_policy_attachment.none
# The three policies bind one account together; in the other nobody uses SageMaker at all.
locals {
  in_vpc = [
    "sagemaker:CreateAutoMLJob*", "sagemaker:CreateCluster", "sagemaker:Create*JobDefinition",
    "sagemaker:CreateDomain", "sagemaker:CreateEndpointConfig", "sagemaker:CreateHyperParameterTuningJob",
    "sagemaker:CreateJob", "sagemaker:CreateModel", "sagemaker:CreateMonitoringSchedule",
    "sagemaker:CreateNotebookInstance", "sagemaker:CreateProcessingJob", "sagemaker:CreateTraining*",
    "sagemaker:UpdateMonitoringSchedule",
  ]
  isolated = [
    "sagemaker:Create*JobDefinition", "sagemaker:CreateEndpointConfig", "sagemaker:CreateHyperParameterTuningJob",
    "sagemaker:CreateModel", "sagemaker:CreateMonitoringSchedule", "sagemaker:CreateProcessingJob",
    "sagemaker:CreateTrainingJob", "sagemaker:UpdateMonitoringSchedule",
  ]
  outputs = [
    "sagemaker:CreateAutoMLJob*", "sagemaker:Create*JobDefinition", "sagemaker:CreateHyperParameterTuningJob",
    "sagemaker:CreateJob", "sagemaker:CreateLabelingJob", "sagemaker:CreateMonitoringSchedule",
    "sagemaker:CreateProcessingJob", "sagemaker:CreateTraining*", "sagemaker:CreateTransformJob",
    "sagemaker:UpdateMonitoringSchedule",
  ]
  volumes = concat(
    [for action in local.outputs : action if !contains(["sagemaker:CreateJob", "sagemaker:CreateTraining*"], action)],
    ["sagemaker:CreateDomain", "sagemaker:CreateEndpointConfig", "sagemaker:CreateNotebookInstance", "sagemaker:CreateTrainingJob"],
  )
  spared = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/platform-deploy" } }

  kinds = { Volume = local.volumes, Output = local.outputs }
  keys = flatten([for kind, actions in local.kinds : concat(
    [{
      Effect    = "Deny"
      Action    = actions
      Resource  = "*"
      Condition = { Null = { "sagemaker:${kind}KmsKey" = "true", "sagemaker:${kind}KmsKeyArn" = "true" } }
    }],
    [for name in ["sagemaker:${kind}KmsKey", "sagemaker:${kind}KmsKeyArn"] : {
      Effect   = "Deny"
      Action   = actions
      Resource = "*"
      Condition = {
        Null       = { (name) = "false" }
        ArnNotLike = { (name) = "arn:aws:kms:eu-west-2:111122223333:key/*" }
      }
    }],
  )])

  policies = {
    network = [
      { Effect = "Deny", Action = local.in_vpc, Resource = "*", Condition = merge(local.spared, { Null = { "sagemaker:VpcSubnets" = "true" } }) },
      {
        Effect   = "Deny"
        Action   = concat(local.in_vpc, ["sagemaker:UpdateCluster", "sagemaker:UpdateDomain"])
        Resource = "*"
        Condition = {
          "ForAnyValue:StringNotEquals" = { "sagemaker:VpcSubnets" = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"] }
        }
      },
      {
        Effect    = "Deny"
        Action    = "sagemaker:CreateDomain"
        Resource  = "*"
        Condition = { StringNotEquals = { "sagemaker:AppNetworkAccessType" = "VpcOnly" } }
      },
      {
        Effect    = "Deny"
        Action    = "sagemaker:UpdateDomain"
        Resource  = "*"
        Condition = { StringNotEqualsIfExists = { "sagemaker:AppNetworkAccessType" = "VpcOnly" } }
      },
      {
        Effect    = "Deny"
        Action    = "sagemaker:CreateNotebookInstance"
        Resource  = "*"
        Condition = { StringNotEquals = { "sagemaker:DirectInternetAccess" = "Disabled" } }
      },
      { Effect = "Deny", Action = local.isolated, Resource = "*", Condition = { BoolIfExists = { "sagemaker:NetworkIsolation" = "false" } } },
    ]
    volume_keys = [for statement in local.keys : statement if strcontains(jsonencode(statement), "sagemaker:VolumeKmsKey")]
    output_keys = [for statement in local.keys : statement if strcontains(jsonencode(statement), "sagemaker:OutputKmsKey")]
  }
}

resource "aws_organizations_policy" "workloads" {
  for_each = local.policies

  name    = each.key
  content = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_organizations_policy_attachment" "workloads" {
  for_each = local.policies

  policy_id = aws_organizations_policy.workloads[each.key].id
  target_id = "100000000001"
}

resource "aws_organizations_policy" "none" {
  name    = "none"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "sagemaker:*", Resource = "*" }] })
}

resource "aws_organizations_policy_attachment" "none" {
  policy_id = aws_organizations_policy.none.id
  target_id = "100000000002"
}
