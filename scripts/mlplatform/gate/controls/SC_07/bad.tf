# fail: aws_servicecatalog_product.elsewhere, aws_servicecatalog_product.copied_from_a_stack, aws_servicecatalog_product.without_versions, aws_servicecatalog_product.of_a_file_that_may_change
resource "aws_s3_bucket" "templates" {
  bucket = "credit-templates"
}

resource "aws_s3_bucket_versioning" "templates" {
  bucket = aws_s3_bucket.templates.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_object" "notebook" {
  bucket  = aws_s3_bucket.templates.bucket
  key     = "notebook.json"
  content = jsonencode({ Resources = {} })
}

resource "aws_s3_bucket" "unversioned" {
  bucket = "credit-unversioned"
}

resource "aws_s3_object" "unversioned" {
  bucket  = aws_s3_bucket.unversioned.bucket
  key     = "notebook.json"
  content = jsonencode({ Resources = {} })
}

resource "aws_s3_object" "file" {
  bucket = aws_s3_bucket.templates.bucket
  key    = "file.json"
  source = "file.json"
}

resource "aws_servicecatalog_product" "elsewhere" {
  name  = "elsewhere"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_url = "https://templates.example.com/notebook.json"
  }
}

resource "aws_servicecatalog_product" "copied_from_a_stack" {
  name  = "copied_from_a_stack"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_physical_id = "arn:aws:cloudformation:eu-west-2:111122223333:stack/notebook/11112222"
  }
}

resource "aws_servicecatalog_product" "without_versions" {
  name  = "without_versions"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_url = "https://credit-unversioned.s3.eu-west-2.amazonaws.com/notebook.json"
  }
}

resource "aws_servicecatalog_product" "of_a_file_that_may_change" {
  name  = "of_a_file_that_may_change"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_url = "https://credit-templates.s3.eu-west-2.amazonaws.com/file.json"
  }
}
