# The bank's own images, by digest, and the role with which SageMaker fetches them.
locals {
  _image_repository_arns = [
    for image in values(var.images) : format(
      "arn:%s:ecr:%s:%s:repository/%s", var.context.partition, var.context.region,
      split(".", image.ecr_image_uri)[0], regex("^[^/]+/([^@]+)", image.ecr_image_uri)[0],
    ) if can(regex("^[^/]+/([^@]+)", image.ecr_image_uri))
  ]
}

data "aws_iam_policy_document" "images" {
  count = length(var.images) > 0 ? 1 : 0

  statement {
    sid       = "PullTheseImages"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer"]
    resources = distinct(local._image_repository_arns)
  }

  statement {
    sid       = "ImageToken"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "images" {
  count = length(var.images) > 0 ? 1 : 0

  name                 = "${local._prefix}-studio-images"
  description          = "Taken on by SageMaker to register the images of Studio."
  assume_role_policy   = data.aws_iam_policy_document.sagemaker_trust.minified_json
  permissions_boundary = var.permissions_boundary_arn # IAM-05
}

resource "aws_iam_role_policy" "images" {
  count = length(var.images) > 0 ? 1 : 0

  name   = "pull"
  role   = aws_iam_role.images[0].name
  policy = data.aws_iam_policy_document.images[0].minified_json
}

resource "aws_sagemaker_image" "this" {
  for_each = var.images

  image_name = "${local._prefix}-${each.key}"
  role_arn   = "${local._iam}:role/${local._prefix}-studio-images"

  depends_on = [aws_iam_role_policy.images]
}

resource "aws_sagemaker_image_version" "this" {
  for_each = var.images

  image_name = aws_sagemaker_image.this[each.key].image_name
  base_image = each.value.ecr_image_uri # SM-23
}

resource "aws_sagemaker_app_image_config" "this" {
  for_each = var.images

  app_image_config_name = "${local._prefix}-${each.key}"

  dynamic "jupyter_lab_image_config" {
    for_each = each.value.app_type == "JupyterLab" ? [each.value] : []

    content {
      file_system_config {
        default_gid = jupyter_lab_image_config.value.gid
        default_uid = jupyter_lab_image_config.value.uid
        mount_path  = jupyter_lab_image_config.value.mount_path
      }
    }
  }

  dynamic "code_editor_app_image_config" {
    for_each = each.value.app_type == "CodeEditor" ? [each.value] : []

    content {
      file_system_config {
        default_gid = code_editor_app_image_config.value.gid
        default_uid = code_editor_app_image_config.value.uid
        mount_path  = code_editor_app_image_config.value.mount_path
      }
    }
  }
}
