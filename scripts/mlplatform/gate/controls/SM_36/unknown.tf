# undecided: aws_sagemaker_mlflow_tracking_server.bucket_of_nobody, aws_sagemaker_mlflow_tracking_server.role_of_nobody, aws_sagemaker_mlflow_tracking_server.rights_later
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


resource "terraform_data" "later" {
  input = "*"
}

resource "aws_iam_role" "bucket_of_nobody" {
  name = "bucket-of-nobody"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "bucket_of_nobody" {
  role = aws_iam_role.bucket_of_nobody.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.keeps
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "bucket_of_nobody" {
  tracking_server_name = "bucket-of-nobody"
  artifact_store_uri   = "s3://somewhere-else/mlflow"
  role_arn             = aws_iam_role.bucket_of_nobody.arn
}

resource "aws_iam_role" "rights_later" {
  name = "rights-later"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "rights_later" {
  role = aws_iam_role.rights_later.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::${terraform_data.later.output}" }]
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "rights_later" {
  tracking_server_name = "rights-later"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = aws_iam_role.rights_later.arn
}

resource "aws_sagemaker_mlflow_tracking_server" "role_of_nobody" {
  tracking_server_name = "role-of-nobody"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = "arn:aws:iam::111122223333:role/made-by-hand"
}
