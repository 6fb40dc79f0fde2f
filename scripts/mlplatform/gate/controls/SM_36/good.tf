# pass: aws_sagemaker_mlflow_tracking_server.keeps, aws_sagemaker_mlflow_tracking_server.keeps_by_document
resource "aws_kms_key" "mlflow" {
  description = "Artefacts."
}

resource "aws_s3_bucket" "artefacts" {
  bucket = "credit-artefacts"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "artefacts" {
  bucket = aws_s3_bucket.artefacts.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.mlflow.arn
    }
  }
}

locals {
  keeps = [
    { Effect = "Allow", Action = ["s3:ListBucket"], Resource = "arn:aws:s3:::credit-artefacts" },
    { Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::credit-artefacts/*" },
    { Effect = "Allow", Action = ["sagemaker:CreateModelPackage", "sagemaker:AddTags"], Resource = "*" },
  ]
}


resource "aws_iam_role" "keeps" {
  name = "keeps"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "keeps" {
  role = aws_iam_role.keeps.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.keeps
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "keeps" {
  tracking_server_name = "keeps"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = aws_iam_role.keeps.arn
}

data "aws_iam_policy_document" "keeps" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.artefacts.arn}/*"]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.mlflow.arn]
  }
}

resource "aws_iam_role" "document" {
  name               = "document"
  assume_role_policy = aws_iam_role.keeps.assume_role_policy
}

resource "aws_iam_role_policy" "document" {
  role   = aws_iam_role.document.name
  policy = data.aws_iam_policy_document.keeps.json
}

resource "aws_sagemaker_mlflow_tracking_server" "keeps_by_document" {
  tracking_server_name = "keeps-by-document"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = aws_iam_role.document.arn
}
