# A built-in configuration runs at every start of an app and no user can take it off.
locals {
  _lifecycle_script = templatefile("${path.module}/lifecycle/pip.sh", {
    CODEARTIFACT_DOMAIN     = var.codeartifact.domain
    CODEARTIFACT_OWNER      = var.codeartifact.domain_owner_account_id
    CODEARTIFACT_REGION     = var.context.region
    CODEARTIFACT_REPOSITORY = var.codeartifact.repository
    NOTEBOOK                = file("${path.module}/lifecycle/notebook.py")
    PROMPT                  = file("${path.module}/lifecycle/prompt.sh")
    WHY                     = replace(file("${path.module}/lifecycle/why.sh"), "PACKAGE_REQUEST_URL", var.package_request_url)
  })

  # The content of a configuration cannot change. Its hash is in its name, so that a new script is a new
  # configuration, which stands before the domain lets go of the old one.
  _lifecycle_names = {
    for app_type in ["CodeEditor", "JupyterLab"] :
    app_type => "${local._prefix}-${lower(app_type)}-${substr(sha256(local._lifecycle_script), 0, 8)}"
  }
  _lifecycle_arns = {
    for app_type, name in local._lifecycle_names : app_type => "${local._sagemaker}:studio-lifecycle-config/${name}"
  }
}

resource "aws_sagemaker_studio_lifecycle_config" "this" {
  for_each = local._lifecycle_names

  studio_lifecycle_config_name     = each.value
  studio_lifecycle_config_app_type = each.key
  studio_lifecycle_config_content  = base64encode(local._lifecycle_script)

  lifecycle {
    create_before_destroy = true
  }
}
