# KMS: AWS renamed its key-carrying condition keys (…KmsKey became …KmsKeyArn) and does not say which of
# the two a request fills. Three refusals per key hold in every case: neither is there; the old one is
# there and foreign; the new one is there and foreign.
locals {
  _volume_actions = concat(local._jobs, local._automl, local._runs_a_model)
  _output_actions = concat(local._jobs, local._automl, ["sagemaker:CreateTransformJob"])
  _job_keys       = [var.kms_key_arns.artifacts, var.kms_key_arns.data]

  _kms_guards = [
    { name = "VolumeKmsKey", actions = local._volume_actions, keys = local._job_keys },                                      # SM-28
    { name = "OutputKmsKey", actions = local._output_actions, keys = local._job_keys },                                      # SM-28
    { name = "FeatureGroupOfflineStoreKmsKey", actions = ["sagemaker:CreateFeatureGroup"], keys = [var.kms_key_arns.data] }, # SM-31
    { name = "FeatureGroupOnlineStoreKmsKey", actions = ["sagemaker:CreateFeatureGroup"], keys = [var.kms_key_arns.data] },  # SM-32
  ]

  # Two policies, for one would not fit: what is kept on disks, and what is written out.
  _kms_statements = { for guard in local._kms_guards : guard.name => flatten([
    {
      sid = "DenyNo${guard.name}", effect = "Deny", actions = guard.actions, resources = ["*"]
      conditions = [
        { test = "Null", variable = "sagemaker:${guard.name}", values = ["true"] },
        { test = "Null", variable = "sagemaker:${guard.name}Arn", values = ["true"] },
      ]
    },
    [for key in ["sagemaker:${guard.name}", "sagemaker:${guard.name}Arn"] : {
      sid = "DenyForeign${trimprefix(key, "sagemaker:")}", effect = "Deny", actions = guard.actions, resources = ["*"]
      conditions = [
        { test = "Null", variable = key, values = ["false"] },
        { test = "ArnNotLike", variable = key, values = guard.keys },
      ]
    }],
  ]) }

  _guard_volumes = concat(local._kms_statements["VolumeKmsKey"], [
    {
      sid        = "DenyWithoutTrafficEncryption", effect = "Deny", actions = concat(local._jobs, local._automl), resources = ["*"] # SM-28
      conditions = [{ test = "Null", variable = "sagemaker:InterContainerTrafficEncryption", values = ["true"] }]
    },
    {
      sid        = "DenyTrafficEncryptionOff", effect = "Deny", actions = concat(local._jobs, local._automl), resources = ["*"] # SM-28
      conditions = [{ test = "Bool", variable = "sagemaker:InterContainerTrafficEncryption", values = ["false"] }]
    },
  ])

  _guard_outputs = concat(
    local._kms_statements["OutputKmsKey"],
    local._kms_statements["FeatureGroupOfflineStoreKmsKey"],
    local._kms_statements["FeatureGroupOnlineStoreKmsKey"],
  )
}
