# What a guarded role may never do, whatever else it is given: start something whose network and key no
# condition can see, change who owns what, or approve its own model. Roles of the platform that do these
# things (the apply role, a product's launch role) simply carry no guard; there is no exception to abuse.
locals {
  _sized = concat(local._jobs, local._runs_a_model, ["sagemaker:CreateApp"])

  # Sizes may be left out here, for they then come from something guarded or made by the platform.
  _sized_if_named = concat(local._sized, [
    "sagemaker:CreateSpace",
    "sagemaker:UpdateSpace",
    "sagemaker:UpdateTrainingJob",
  ])

  _unseen_actions = [
    "sagemaker:CallWithBearerToken",
    "sagemaker:CreateAIBenchmarkJob",
    "sagemaker:CreateAIRecommendationJob",
    "sagemaker:CreateCluster",
    "sagemaker:CreateCodeRepository",
    "sagemaker:CreateCompilationJob",
    "sagemaker:CreateEdgePackagingJob",
    "sagemaker:CreateEndpoint",
    "sagemaker:CreateFlowDefinition",
    "sagemaker:CreateHubContentPresignedUrls",
    "sagemaker:CreateImage",
    "sagemaker:CreateImageVersion",
    "sagemaker:CreateInferenceComponent",
    "sagemaker:CreateInferenceExperiment",
    "sagemaker:CreateInferenceRecommendationsJob",
    "sagemaker:CreateJob",
    "sagemaker:CreateLabelingJob",
    "sagemaker:CreateMlflowApp",
    "sagemaker:CreateMlflowTrackingServer",
    "sagemaker:CreateNotebookInstance",                # SM-15
    "sagemaker:CreateNotebookInstanceLifecycleConfig", # SM-12, SM-15
    "sagemaker:CreateOptimizationJob",
    "sagemaker:CreatePartnerApp",
    "sagemaker:CreatePresignedNotebookInstanceUrl", # SM-15
    "sagemaker:CreateReservedCapacity",
    "sagemaker:CreateStudioLifecycleConfig", # SM-12
    "sagemaker:CreateWorkforce",
    "sagemaker:CreateWorkteam",
    "sagemaker:StartNotebookInstance", # SM-15
    "sagemaker:StartSession",          # SM-13
    "sagemaker:UpdateCluster",
    "sagemaker:UpdateCodeRepository",
    "sagemaker:UpdateEndpoint",
    "sagemaker:UpdateImage",
    "sagemaker:UpdateImageVersion",
    "sagemaker:UpdateInferenceComponent",
    "sagemaker:UpdateInferenceExperiment",
    "sagemaker:UpdateNotebookInstance",                # SM-15
    "sagemaker:UpdateNotebookInstanceLifecycleConfig", # SM-12, SM-15
  ]

  # A domain or profile made by hand could carry any role and any network.
  _owner_actions = [
    "sagemaker:CreateDomain",
    "sagemaker:CreateUserProfile",
    "sagemaker:DeleteDomain",
    "sagemaker:DeleteModelPackageGroupPolicy",
    "sagemaker:DeleteUserProfile",
    "sagemaker:PutModelPackageGroupPolicy",
    "sagemaker:UpdateDomain",
    "sagemaker:UpdateUserProfile",
  ]

  _guard_actions = [
    {
      sid        = "DenyNoInstanceType", effect = "Deny", actions = local._sized, resources = ["*"] # SM-09
      conditions = [{ test = "Null", variable = "sagemaker:InstanceTypes", values = ["true"] }]
    },
    {
      sid        = "DenyForeignInstanceType", effect = "Deny", actions = local._sized_if_named, resources = ["*"] # SM-09, IAM-13
      conditions = [{ test = "ForAnyValue:StringNotEquals", variable = "sagemaker:InstanceTypes", values = sort(var.allowed_instance_types) }]
    },
    { sid = "DenyUnseen", effect = "Deny", actions = local._unseen_actions, resources = ["*"] }, # SM-33
    { sid = "DenyOwnership", effect = "Deny", actions = local._owner_actions, resources = ["*"] },
    {
      # The tag on a profile says whose it is, so nobody may write it by hand. IAM-20.
      sid       = "DenyRetagging", effect = "Deny", actions = ["sagemaker:AddTags", "sagemaker:DeleteTags"]
      resources = ["${local._sagemaker}:domain/*", "${local._sagemaker}:user-profile/*"]
    },
    {
      sid        = "DenyApproval", effect = "Deny", actions = ["sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage"], resources = ["*"] # XA-02
      conditions = [{ test = "StringEquals", variable = "sagemaker:ModelApprovalStatus", values = ["Approved"] }]
    },
  ]

  _guard_pipelines = [{
    sid = "DenyPipelines", effect = "Deny", resources = ["*"]
    actions = [
      "sagemaker:CreatePipeline",
      "sagemaker:RetryPipelineExecution",
      "sagemaker:SendPipelineExecutionStepSuccess",
      "sagemaker:StartPipelineExecution",
      "sagemaker:UpdatePipeline",
      "sagemaker:UpdatePipelineVersion",
    ]
  }]
}
