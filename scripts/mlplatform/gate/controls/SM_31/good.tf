# pass: aws_sagemaker_feature_group.kept
resource "aws_kms_key" "features" {
  description = "Features."
}

resource "aws_s3_bucket" "features" {
  bucket = "credit-features"
}

resource "aws_sagemaker_feature_group" "kept" {
  feature_group_name             = "kept"
  record_identifier_feature_name = "customer"
  event_time_feature_name        = "at"
  role_arn                       = "arn:aws:iam::111122223333:role/features"

  feature_definition {
    feature_name = "customer"
    feature_type = "String"
  }

  feature_definition {
    feature_name = "at"
    feature_type = "String"
  }

  offline_store_config {
    s3_storage_config {
      s3_uri     = "s3://${aws_s3_bucket.features.bucket}/offline"
      kms_key_id = aws_kms_key.features.arn
    }
  }
}
