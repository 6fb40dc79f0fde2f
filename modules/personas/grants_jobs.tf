# What starts work. Everything here is subject to the guards, which every role with these grants carries.
locals {
  _pass_job = [{
    sid        = "PassJobRole", actions = ["iam:PassRole"], resources = [local._job_role_arn] # IAM-04
    conditions = [{ test = "StringEquals", variable = "iam:PassedToService", values = ["sagemaker.amazonaws.com"] }]
  }]

  _tag_on_create = [{
    sid        = "TagWhatOneMakes", actions = ["sagemaker:AddTags"], resources = ["${local._sagemaker}:*"]
    conditions = [{ test = "Null", variable = "sagemaker:TaggingAction", values = ["false"] }]
  }]

  _process = [{
    sid       = "Process", actions = ["sagemaker:CreateProcessingJob", "sagemaker:StopProcessingJob"]
    resources = ["${local._sagemaker}:processing-job/*"]
  }]

  _train = [
    {
      sid = "Train"
      actions = [
        "sagemaker:CreateHyperParameterTuningJob", "sagemaker:CreateModel", "sagemaker:CreateTrainingJob", "sagemaker:CreateTransformJob",
        "sagemaker:DeleteModel", "sagemaker:StopHyperParameterTuningJob", "sagemaker:StopTrainingJob", "sagemaker:StopTransformJob",
      ]
      resources = [for kind in ["hyper-parameter-tuning-job", "model", "training-job", "transform-job"] : "${local._sagemaker}:${kind}/*"]
    },
    {
      sid = "Track"
      actions = [
        "sagemaker:AddAssociation", "sagemaker:AssociateTrialComponent", "sagemaker:BatchPutMetrics", "sagemaker:CreateAction",
        "sagemaker:CreateArtifact", "sagemaker:CreateContext", "sagemaker:CreateExperiment", "sagemaker:CreateTrial",
        "sagemaker:CreateTrialComponent", "sagemaker:DisassociateTrialComponent", "sagemaker:UpdateAction", "sagemaker:UpdateArtifact",
        "sagemaker:UpdateContext", "sagemaker:UpdateExperiment", "sagemaker:UpdateTrial", "sagemaker:UpdateTrialComponent",
      ]
      resources = [for kind in ["action", "artifact", "context", "experiment", "experiment-trial", "experiment-trial-component"] : "${local._sagemaker}:${kind}/*"]
    },
  ]

  _register = [{
    sid       = "Register", actions = ["sagemaker:CreateModelPackage", "sagemaker:CreateModelPackageGroup", "sagemaker:UpdateModelPackage"]
    resources = ["${local._sagemaker}:model-package/*", "${local._sagemaker}:model-package-group/*"]
  }]

  _monitor = [{
    sid = "Monitor", resources = [for kind in ["data-quality-job-definition", "model-bias-job-definition", "model-explainability-job-definition", "model-quality-job-definition", "monitoring-schedule"] : "${local._sagemaker}:${kind}/*"]
    actions = concat(local._job_definitions, local._monitoring_schedules, [
      "sagemaker:DeleteMonitoringSchedule", "sagemaker:StartMonitoringSchedule", "sagemaker:StopMonitoringSchedule",
    ])
  }]

  _pipelines = [
    {
      sid = "RunPipelines"
      actions = [
        "sagemaker:CreatePipeline", "sagemaker:DeletePipeline", "sagemaker:RetryPipelineExecution", "sagemaker:StartPipelineExecution",
        "sagemaker:StopPipelineExecution", "sagemaker:UpdatePipeline", "sagemaker:UpdatePipelineExecution",
      ]
      resources = ["${local._sagemaker}:pipeline/*"]
    },
    {
      sid        = "PassPipelineRole", actions = ["iam:PassRole"], resources = [local._pipeline_role_arn] # IAM-04
      conditions = [{ test = "StringEquals", variable = "iam:PassedToService", values = ["sagemaker.amazonaws.com"] }]
    },
  ]

  _features_read = [{ sid = "ReadFeatures", actions = ["sagemaker:BatchGetRecord", "sagemaker:GetRecord"], resources = ["${local._sagemaker}:feature-group/*"] }]

  _features_write = [{
    sid       = "WriteFeatures", actions = ["sagemaker:CreateFeatureGroup", "sagemaker:DeleteRecord", "sagemaker:PutRecord", "sagemaker:UpdateFeatureMetadata"]
    resources = ["${local._sagemaker}:feature-group/*"]
  }]
}
