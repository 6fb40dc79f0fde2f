# The two roles SageMaker itself takes on: one for jobs, one for pipelines. Both carry the guards, for a
# pipeline's steps are started by the pipeline's role and not by whoever pressed the button.
locals {
  _job = concat(
    local._data_read, local._data_write, local._data_keys, local._features_read, local._features_write,
    local._image_token, local._images, local._install_packages, local._write_logs, local._job_interfaces,
  )

  _pipeline = concat(
    local._data_read, local._data_write, local._data_keys, local._image_token, local._images,
    local._process, local._train, local._register, local._monitor, local._pass_job, local._tag_on_create, local._write_logs,
  )

  _service_policies = {
    sagemaker-job      = concat(local._guards, ["guard-pipelines", "sagemaker-job"])
    sagemaker-pipeline = concat(local._guards, ["guard-pipelines", "observe", "sagemaker-pipeline"]) # SM-35
  }

  _service_attachments = merge([for role, names in local._service_policies : {
    for name in names : "${role}/${name}" => { role = role, policy = name }
  }]...)
}

data "aws_iam_policy_document" "service_trust" {
  statement {
    sid = "SageMakerOfThisAccount"
    # Setting the source identity lets CloudTrail name the person behind a job.
    actions = ["sts:AssumeRole", "sts:SetSourceIdentity"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount" # IAM-07
      values   = [var.context.account_id]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["${local._sagemaker}:*"]
    }
  }
}

resource "aws_iam_role" "service" {
  for_each = local._service_policies

  name                 = "${local._prefix}-${each.key}"
  description          = "Taken on by SageMaker for ${trimprefix(each.key, "sagemaker-")}s of ${var.context.use_case} in ${var.context.environment}."
  assume_role_policy   = data.aws_iam_policy_document.service_trust.minified_json
  permissions_boundary = local._boundary_arn # IAM-05

  depends_on = [aws_iam_policy.boundary]
}

resource "aws_iam_role_policy_attachment" "service" {
  for_each = local._service_attachments

  role       = aws_iam_role.service[each.value.role].name
  policy_arn = local._policy_arns[each.value.policy]

  depends_on = [aws_iam_policy.this]
}
