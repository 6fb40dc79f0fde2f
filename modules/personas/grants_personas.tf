# One persona, one policy. The four Studio personas work under their Studio execution role (work-…); the
# role they sign in with opens the door and reads, so that data never leaves by the way of a laptop.
locals {
  _work = {
    data_scientist = concat(
      local._data_read, local._data_write, local._data_keys, local._process, local._train, local._register,
      local._features_read, local._pass_job, local._tag_on_create,
    )
    lead_data_scientist = concat(
      local._data_read, local._data_write, local._data_keys, local._process, local._train, local._register,
      local._features_read, local._pass_job, local._pipelines, local._tag_on_create,
    )
    ml_engineer = concat(
      local._data_read, local._data_write, local._data_keys, local._process, local._train, local._register,
      local._monitor, local._features_read, local._pass_job, local._pipelines, local._tag_on_create,
    )
    data_engineer = concat(
      local._data_read, local._data_write, local._data_keys, local._process, local._features_read, local._features_write,
      local._pass_job, local._catalogue_write, local._tag_on_create,
    )
  }

  _glue = "arn:${var.context.partition}:glue:${var.context.region}:${var.context.account_id}"

  _catalogue_read = [
    {
      sid       = "ReadCatalogue", actions = ["glue:GetDatabase", "glue:GetDatabases", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable", "glue:GetTables", "glue:SearchTables"]
      resources = ["${local._glue}:catalog", "${local._glue}:database/*", "${local._glue}:table/*"]
    },
    { sid = "AskLakeFormation", actions = ["lakeformation:GetDataAccess"], resources = ["*"] },
    {
      sid       = "Query", actions = ["athena:GetQueryExecution", "athena:GetQueryResults", "athena:GetWorkGroup", "athena:StartQueryExecution", "athena:StopQueryExecution"]
      resources = ["arn:${var.context.partition}:athena:${var.context.region}:${var.context.account_id}:workgroup/${local._prefix}"]
    },
  ]

  _catalogue_write = [{
    sid       = "WriteCatalogue", actions = ["glue:BatchCreatePartition", "glue:CreateTable", "glue:DeletePartition", "glue:UpdatePartition", "glue:UpdateTable"]
    resources = ["${local._glue}:catalog", "${local._glue}:database/*", "${local._glue}:table/*"]
  }]

  # A model is decided on where it was made. What reaches test and prod was approved, and people change nothing there.
  _reviewer = concat(local._observe, [for environment in [var.context.environment] : {
    sid        = "DecideOnModels", actions = ["sagemaker:UpdateModelPackage"], resources = ["${local._sagemaker}:model-package/*"] # XA-02
    conditions = [{ test = "StringEquals", variable = "sagemaker:ModelApprovalStatus", values = ["Approved", "Rejected"] }]
    } if environment == "dev"], [for names in [sort(var.bucket_names.evidence)] : {
    sid       = "ReadEvidence", actions = ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"]
    resources = flatten([for name in names : ["${local._bucket}${name}", "${local._bucket}${name}/*"]])
    } if length(names) > 0], [{
    sid        = "DecryptEvidence", actions = ["kms:Decrypt"], resources = [var.kms_key_arns.artifacts] # KMS-08
    conditions = [{ test = "StringEquals", variable = "kms:ViaService", values = ["s3.${var.context.region}.amazonaws.com"] }]
  }])
}
