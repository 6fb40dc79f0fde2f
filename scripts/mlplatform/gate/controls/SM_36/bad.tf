# fail: aws_sagemaker_mlflow_tracking_server.starts_jobs, aws_sagemaker_mlflow_tracking_server.rewrites_the_bucket_policy, aws_sagemaker_mlflow_tracking_server.reads_every_bucket, aws_sagemaker_mlflow_tracking_server.uses_every_key
# fail: aws_sagemaker_mlflow_tracking_server.all_but_iam, aws_sagemaker_mlflow_tracking_server.taken_by_people, aws_sagemaker_mlflow_tracking_server.with_full_access, aws_sagemaker_mlflow_tracking_server.in_a_bucket_without_key
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


resource "aws_iam_role" "starts_jobs" {
  name = "starts-jobs"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "starts_jobs" {
  role = aws_iam_role.starts_jobs.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.keeps, [{ Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "*" }])
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "starts_jobs" {
  tracking_server_name = "starts-jobs"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = aws_iam_role.starts_jobs.arn
}

resource "aws_iam_role" "rewrites_the_bucket_policy" {
  name = "rewrites-the-bucket-policy"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "rewrites_the_bucket_policy" {
  role = aws_iam_role.rewrites_the_bucket_policy.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:Put*", "s3:Get*"], Resource = ["arn:aws:s3:::credit-artefacts", "arn:aws:s3:::credit-artefacts/*"] }]
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "rewrites_the_bucket_policy" {
  tracking_server_name = "rewrites-the-bucket-policy"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = aws_iam_role.rewrites_the_bucket_policy.arn
}

resource "aws_iam_role" "reads_every_bucket" {
  name = "reads-every-bucket"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "reads_every_bucket" {
  role = aws_iam_role.reads_every_bucket.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::credit-*/*" }]
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "reads_every_bucket" {
  tracking_server_name = "reads-every-bucket"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = aws_iam_role.reads_every_bucket.arn
}

resource "aws_iam_role" "uses_every_key" {
  name = "uses-every-key"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "uses_every_key" {
  role = aws_iam_role.uses_every_key.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.keeps, [{ Effect = "Allow", Action = "kms:Decrypt", Resource = "*" }])
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "uses_every_key" {
  tracking_server_name = "uses-every-key"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = aws_iam_role.uses_every_key.arn
}

resource "aws_iam_role" "all_but_iam" {
  name = "all-but-iam"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "all_but_iam" {
  role = aws_iam_role.all_but_iam.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "all_but_iam" {
  tracking_server_name = "all-but-iam"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = aws_iam_role.all_but_iam.arn
}

resource "aws_iam_role" "taken_by_people" {
  name = "taken-by-people"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/scientist" } }]
  })
}

resource "aws_iam_role_policy" "taken_by_people" {
  role = aws_iam_role.taken_by_people.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.keeps
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "taken_by_people" {
  tracking_server_name = "taken-by-people"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = aws_iam_role.taken_by_people.arn
}

resource "aws_iam_role" "with_full_access" {
  name = "with-full-access"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "with_full_access" {
  role = aws_iam_role.with_full_access.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.keeps
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "with_full_access" {
  tracking_server_name = "with-full-access"
  artifact_store_uri   = "s3://credit-artefacts/mlflow"
  role_arn             = aws_iam_role.with_full_access.arn
}

resource "aws_iam_role_policy_attachment" "with_full_access" {
  role       = aws_iam_role.with_full_access.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_s3_bucket" "plain" {
  bucket = "credit-plain"
}

resource "aws_iam_role" "in_a_bucket_without_key" {
  name = "in-a-bucket-without-key"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "in_a_bucket_without_key" {
  role = aws_iam_role.in_a_bucket_without_key.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::credit-plain/*" }]
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "in_a_bucket_without_key" {
  tracking_server_name = "in-a-bucket-without-key"
  artifact_store_uri   = "s3://credit-plain/mlflow"
  role_arn             = aws_iam_role.in_a_bucket_without_key.arn
}
