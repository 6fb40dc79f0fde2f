# SM-22: every job stands in our subnets and behind our group. A multi-valued key takes two refusals: one
# for a request that leaves the key out, one for a request that names anything foreign. Either alone, or
# both in one statement, leaves a hole (IAM-13).
locals {
  _job_definitions = [
    "sagemaker:CreateDataQualityJobDefinition",
    "sagemaker:CreateModelBiasJobDefinition",
    "sagemaker:CreateModelExplainabilityJobDefinition",
    "sagemaker:CreateModelQualityJobDefinition",
  ]
  _monitoring_schedules = ["sagemaker:CreateMonitoringSchedule", "sagemaker:UpdateMonitoringSchedule"]
  _automl               = ["sagemaker:CreateAutoMLJob", "sagemaker:CreateAutoMLJobV2"]
  _jobs = concat(local._job_definitions, local._monitoring_schedules, [ # SM-30
    "sagemaker:CreateHyperParameterTuningJob",
    "sagemaker:CreateProcessingJob",
    "sagemaker:CreateTrainingJob",
  ])
  _jobs_in_a_network = concat(local._jobs, local._automl, ["sagemaker:CreateModel"])

  # An endpoint configuration takes its network from its model and so leaves the keys out; what it does
  # name must still be ours, and the model itself is pinned below.
  _network_named = concat(local._jobs_in_a_network, ["sagemaker:CreateEndpointConfig"])

  # These carry no network of their own: they run the model, which was guarded when it was made.
  _runs_a_model = ["sagemaker:CreateEndpointConfig", "sagemaker:CreateTransformJob"]

  _guard_network = [
    {
      sid        = "DenyJobWithoutSubnets", effect = "Deny", actions = local._jobs_in_a_network, resources = ["*"] # SM-22
      conditions = [{ test = "Null", variable = "sagemaker:VpcSubnets", values = ["true"] }]
    },
    {
      sid        = "DenyForeignSubnets", effect = "Deny", actions = local._network_named, resources = ["*"] # SM-22, IAM-13
      conditions = [{ test = "ForAnyValue:StringNotEquals", variable = "sagemaker:VpcSubnets", values = values(var.network.subnet_ids) }]
    },
    {
      sid        = "DenyJobWithoutSecurityGroups", effect = "Deny", actions = local._jobs_in_a_network, resources = ["*"] # SM-22
      conditions = [{ test = "Null", variable = "sagemaker:VpcSecurityGroupIds", values = ["true"] }]
    },
    {
      sid        = "DenyForeignSecurityGroups", effect = "Deny", actions = local._network_named, resources = ["*"] # SM-22, IAM-13
      conditions = [{ test = "ForAnyValue:StringNotEquals", variable = "sagemaker:VpcSecurityGroupIds", values = [var.network.job_security_group_id] }]
    },
    {
      sid        = "DenyRunWithoutModel", effect = "Deny", actions = local._runs_a_model, resources = ["*"] # SM-22
      conditions = [{ test = "Null", variable = "sagemaker:ModelArn", values = ["true"] }]
    },
    {
      sid        = "DenyForeignModel", effect = "Deny", actions = local._runs_a_model, resources = ["*"] # SM-22
      conditions = [{ test = "ArnNotLike", variable = "sagemaker:ModelArn", values = ["${local._sagemaker}:model/*"] }]
    },
    {
      sid        = "DenyWithoutIsolation", effect = "Deny", actions = concat(local._jobs, ["sagemaker:CreateModel"]), resources = ["*"] # SM-21
      conditions = [{ test = "Null", variable = "sagemaker:NetworkIsolation", values = ["true"] }]
    },
    {
      sid        = "DenyIsolationOff", effect = "Deny", actions = concat(local._jobs, ["sagemaker:CreateModel"]), resources = ["*"] # SM-21
      conditions = [{ test = "Bool", variable = "sagemaker:NetworkIsolation", values = ["false"] }]
    },
    {
      sid        = "DenyRemoteDebug", effect = "Deny", actions = ["sagemaker:CreateTrainingJob", "sagemaker:UpdateTrainingJob"], resources = ["*"]
      conditions = [{ test = "Bool", variable = "sagemaker:EnableRemoteDebug", values = ["true"] }]
    },
    {
      sid        = "DenyRemoteAccessToSpaces", effect = "Deny", actions = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"], resources = ["*"] # SM-13
      conditions = [{ test = "StringEquals", variable = "sagemaker:RemoteAccess", values = ["ENABLED"] }]
    },
  ]
}
