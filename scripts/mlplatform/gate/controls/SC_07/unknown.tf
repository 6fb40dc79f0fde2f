# undecided: aws_servicecatalog_product.later, aws_servicecatalog_product.bucket_of_nobody, aws_servicecatalog_product.object_of_nobody
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


resource "terraform_data" "later" {
  input = "ml.t3.medium"
}

resource "aws_servicecatalog_product" "later" {
  name  = "later"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_url = terraform_data.later.output
  }
}

resource "aws_servicecatalog_product" "bucket_of_nobody" {
  name  = "bucket_of_nobody"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_url = "https://somewhere-else.s3.eu-west-2.amazonaws.com/notebook.json"
  }
}

resource "aws_servicecatalog_product" "object_of_nobody" {
  name  = "object_of_nobody"
  owner = "platform"
  type  = "CLOUD_FORMATION_TEMPLATE"

  provisioning_artifact_parameters {
    template_url = "https://credit-templates.s3.eu-west-2.amazonaws.com/uploaded-by-hand.json"
  }
}
