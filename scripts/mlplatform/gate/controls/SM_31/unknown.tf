# undecided: aws_sagemaker_feature_group.key_later, aws_sagemaker_feature_group.bucket_of_nobody
resource "aws_kms_key" "features" {
  description = "Features."
}

resource "aws_s3_bucket" "features" {
  bucket = "credit-features"
}

resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_sagemaker_feature_group" "key_later" {
  feature_group_name             = "key-later"
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
      s3_uri     = "s3://credit-features/offline"
      kms_key_id = terraform_data.later.output
    }
  }
}

resource "aws_sagemaker_feature_group" "bucket_of_nobody" {
  feature_group_name             = "bucket-of-nobody"
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
      s3_uri     = "s3://somewhere-else/offline"
      kms_key_id = aws_kms_key.features.arn
    }
  }
}
