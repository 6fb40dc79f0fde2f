# SageMaker writes to these names and would make them itself, unencrypted and for ever, if its role could.
# They stand here first; no role of the platform may create a log group under /aws/sagemaker/. LOG-08.
locals {
  _log_groups = ["ProcessingJobs", "TrainingJobs", "TransformJobs", "studio"]
}

resource "aws_cloudwatch_log_group" "sagemaker" {
  for_each = toset(local._log_groups)

  name              = "/aws/sagemaker/${each.key}"
  kms_key_id        = var.kms_key_arns.logs # LOG-06
  retention_in_days = var.log_retention_in_days
}
