# SageMaker works inside the VPC and isolated, action by action as each carries its condition keys; what carries none is
# left to the platform's roles. The exact subnets and groups of an account stand in the guards of its personas: one
# policy here spans accounts whose subnets differ. ORG-01.
locals {
  # All of a kind by one name each: one that AWS adds, and that has not the key, is refused until somebody looks at it.
  _automl = ["sagemaker:CreateAutoMLJob*"]
  _jobs = [
    "sagemaker:Create*JobDefinition", "sagemaker:CreateHyperParameterTuningJob", "sagemaker:CreateMonitoringSchedule", # ORG-01
    "sagemaker:CreateProcessingJob", "sagemaker:CreateTrainingJob", "sagemaker:UpdateMonitoringSchedule",
  ]

  # A VpcConfig holds subnets and groups or is refused by SageMaker, so one of the two keys is enough here.
  _in_a_network = concat(local._jobs, local._automl, [
    "sagemaker:CreateCluster", "sagemaker:CreateDomain", "sagemaker:CreateJob", "sagemaker:CreateModel", "sagemaker:CreateTrainingSession",
  ])

  # Ways in and out of the network that no setting makes safe.
  _never = [
    "sagemaker:CallWithBearerToken", "sagemaker:CreateHubContentPresignedUrls", "sagemaker:CreateNotebookInstance",
    "sagemaker:CreatePresignedNotebookInstanceUrl", "sagemaker:StartNotebookInstance", "sagemaker:StartSession", "sagemaker:UpdateNotebookInstance*",
  ]

  # No key of theirs says where they run or under which key; endpoints take both from what was made before.
  _unseen = [for action in [
    "CreateAI*", "CreateAlgorithm", "CreateCluster", "CreateCodeRepository", "CreateCompilationJob", "CreateEdge*", "CreateEndpoint",
    "CreateEndpointConfig", "CreateFlowDefinition", "CreateImage*", "CreateInference*", "CreateJob", "CreateLabelingJob", "CreateMlflow*",
    "CreateNotebookInstanceLifecycleConfig", "CreateOptimizationJob", "CreatePartnerApp*", "CreateReservedCapacity",
    "CreateStudioLifecycleConfig", "CreateTrainingPlan", "CreateTrainingSession", "CreateWork*", "DeployHubModel", "UpdateCluster*",
    "UpdateCodeRepository", "UpdateEndpoint*", "UpdateImage*", "UpdateInference*",
  ] : "sagemaker:${action}"]

  # A domain or profile made by hand could carry any role; a tag on a profile says whose it is.
  _owned = [for action in [
    "CreateDomain", "CreateUserProfile", "DeleteDomain", "DeleteUserProfile", "UpdateUserProfile", "DeleteModelPackageGroupPolicy",
    "PutModelPackageGroupPolicy",
  ] : "sagemaker:${action}"]

  _sagemaker = concat(
    [
      {
        sid        = "DenyNoSubnets", actions = local._in_a_network, resources = ["*"] # ORG-01
        conditions = [{ test = "Null", variable = "sagemaker:VpcSubnets", values = ["true"] }]
      },
      {
        sid        = "DenyPublicDomain", actions = ["sagemaker:CreateDomain"], resources = ["*"] # ORG-01
        conditions = [{ test = "StringNotEquals", variable = "sagemaker:AppNetworkAccessType", values = ["VpcOnly"] }]
      },
      {
        # A change that says nothing of the access leaves it as it was.
        sid = "DenyOpeningDomain", actions = ["sagemaker:UpdateDomain"], resources = ["*"] # ORG-01
        conditions = [
          { test = "Null", variable = "sagemaker:AppNetworkAccessType", values = ["false"] },
          { test = "StringNotEquals", variable = "sagemaker:AppNetworkAccessType", values = ["VpcOnly"] },
        ]
      },
      {
        # Without the key the request leaves isolation off: IfExists refuses that too.
        sid        = "DenyIsolationOff", actions = concat(local._jobs, ["sagemaker:CreateModel"]), resources = ["*"]
        conditions = [{ test = "BoolIfExists", variable = "sagemaker:NetworkIsolation", values = ["false"] }]
      },
      {
        sid        = "DenyPlainTraffic", actions = concat(local._jobs, local._automl), resources = ["*"] # ORG-01
        conditions = [{ test = "BoolIfExists", variable = "sagemaker:InterContainerTrafficEncryption", values = ["false"] }]
      },
      {
        sid        = "DenyRemoteDebug", actions = ["sagemaker:CreateTrainingJob", "sagemaker:UpdateTrainingJob"], resources = ["*"] # ORG-01
        conditions = [{ test = "Bool", variable = "sagemaker:EnableRemoteDebug", values = ["true"] }]
      },
      {
        sid        = "DenyRemoteSpaces", actions = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"], resources = ["*"] # ORG-01
        conditions = [{ test = "StringEquals", variable = "sagemaker:RemoteAccess", values = ["ENABLED"] }]
      },
      {
        sid        = "DenyStudioFromOutside", actions = ["sagemaker:CreatePresignedDomainUrl"], resources = ["*"] # ORG-01
        conditions = [{ test = "Null", variable = "aws:SourceVpce", values = ["true"] }]
      },
      { sid = "DenyNever", actions = local._never, resources = ["*"] },                                        # ORG-01
      { sid = "DenyUnseen", actions = local._unseen, resources = ["*"], conditions = local._except_release },  # ORG-01
      { sid = "DenyOwnership", actions = local._owned, resources = ["*"], conditions = local._except_deploy }, # ORG-01
    ],
    # Where the subnets of all accounts are known: one that names anything foreign beside them is refused as well.
    [for ids in [sort(var.approved_subnet_ids)] : {
      sid        = "DenyForeignSubnets", actions = concat(local._in_a_network, ["sagemaker:CreateEndpointConfig", "sagemaker:UpdateCluster", "sagemaker:UpdateDomain"]), resources = ["*"]
      conditions = [{ test = "ForAnyValue:StringNotEquals", variable = "sagemaker:VpcSubnets", values = ids }]
    } if length(ids) > 0],
  )
}
