locals {
  _prefix    = var.context.name_prefix
  _iam       = "arn:${var.context.partition}:iam::${var.context.account_id}"
  _sagemaker = "arn:${var.context.partition}:sagemaker:${var.context.region}:${var.context.account_id}"

  _boundary_arn      = "${local._iam}:policy/${local._prefix}-boundary"
  _job_role_arn      = "${local._iam}:role/${local._prefix}-sagemaker-job"
  _pipeline_role_arn = "${local._iam}:role/${local._prefix}-sagemaker-pipeline"

  # Built from names, so that every plan shows them whole; the outputs wait for the policies themselves.
  _policy_arns = { for name in local._carried : name => "${local._iam}:policy/${local._prefix}-${name}" }

  _guards = ["guard-network", "guard-volumes", "guard-outputs", "guard-actions"]

  # People work in dev alone: elsewhere nobody has Studio, and what only Studio needs is not made.
  _studio_personas = [
    for persona in ["data_scientist", "lead_data_scientist", "ml_engineer", "data_engineer"] :
    persona if contains(keys(var.identity_role_arns), persona)
  ]

  # Whoever may run pipelines does so through the fixed, guarded pipeline role; all others carry the refusal.
  _pipeline_personas = ["lead_data_scientist", "ml_engineer"]
}
