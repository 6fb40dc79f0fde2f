# AWS renamed the condition keys that carry a KMS key (…KmsKey became …KmsKeyArn) and does not say which of the two a
# request fills. Three refusals hold in every case: neither is there; the old one is there and foreign; the new one is.
# Ours is a key of the caller's own account: which of them, the guards of its personas and the policies of the keys say.
locals {
  _own_keys = ["arn:${var.context.partition}:kms:*:$${aws:PrincipalAccount}:key/*"]

  _key_guards = [
    {
      name    = "VolumeKmsKey"
      short   = "Volume"
      actions = concat(local._jobs, local._automl, ["sagemaker:CreateDomain", "sagemaker:CreateEndpointConfig", "sagemaker:CreateLabelingJob", "sagemaker:CreateTransformJob"])
    },
    {
      name    = "OutputKmsKey"
      short   = "Output"
      actions = concat(local._jobs, local._automl, ["sagemaker:CreateJob", "sagemaker:CreateLabelingJob", "sagemaker:CreateTrainingSession", "sagemaker:CreateTransformJob"])
    },
    { name = "FeatureGroupOfflineStoreKmsKey", short = "Offline", actions = ["sagemaker:CreateFeatureGroup"] },
    { name = "FeatureGroupOnlineStoreKmsKey", short = "Online", actions = ["sagemaker:CreateFeatureGroup"] },
  ]

  _sagemaker_keys = flatten([for guard in local._key_guards : [
    {
      sid = "DenyNo${guard.short}Key", actions = guard.actions, resources = ["*"] # ORG-01
      conditions = [
        { test = "Null", variable = "sagemaker:${guard.name}", values = ["true"] },
        { test = "Null", variable = "sagemaker:${guard.name}Arn", values = ["true"] },
      ]
    },
    [for suffix in ["", "Arn"] : {
      sid = "DenyForeign${guard.short}Key${suffix}", actions = guard.actions, resources = ["*"] # ORG-01
      conditions = [
        { test = "Null", variable = "sagemaker:${guard.name}${suffix}", values = ["false"] },
        { test = "ArnNotLike", variable = "sagemaker:${guard.name}${suffix}", values = local._own_keys },
      ]
    }],
  ]])
}
