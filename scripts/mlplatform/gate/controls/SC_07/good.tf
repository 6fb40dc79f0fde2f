# pass: aws_servicecatalog_product.notebook, aws_servicecatalog_product.of_a_new_bucket, aws_servicecatalog_provisioning_artifact.second
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


resource "aws_servicecatalog_product" "notebook" {
  name  = "notebook"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_url = "https://credit-templates.s3.eu-west-2.amazonaws.com/notebook.json"
  }
}

resource "aws_servicecatalog_product" "of_a_new_bucket" {
  name  = "of_a_new_bucket"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_url = "https://${aws_s3_bucket.templates.bucket_regional_domain_name}/${aws_s3_object.notebook.key}"
  }
}

resource "aws_s3_object" "second" {
  bucket      = aws_s3_bucket.templates.bucket
  key         = "second/notebook.json"
  source      = "second.json"
  source_hash = "5d41402abc4b2a76b9719d911017c592"
}

resource "aws_servicecatalog_provisioning_artifact" "second" {
  product_id   = aws_servicecatalog_product.notebook.id
  template_url = "https://s3.eu-west-2.amazonaws.com/credit-templates/second/notebook.json"
}
