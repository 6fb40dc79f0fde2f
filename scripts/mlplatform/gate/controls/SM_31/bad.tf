# fail: aws_sagemaker_feature_group.without_key, aws_sagemaker_feature_group.with_key_of_aws, aws_sagemaker_feature_group.with_foreign_key
resource "aws_kms_key" "features" {
  description = "Features."
}

resource "aws_s3_bucket" "features" {
  bucket = "credit-features"
}

resource "aws_sagemaker_feature_group" "without_key" {
  feature_group_name             = "without-key"
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
      s3_uri = "s3://credit-features/offline"
    }
  }
}

resource "aws_sagemaker_feature_group" "with_key_of_aws" {
  feature_group_name             = "with-key-of-aws"
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
      kms_key_id = "arn:aws:kms:eu-west-2:111122223333:alias/aws/s3"
    }
  }
}

resource "aws_sagemaker_feature_group" "with_foreign_key" {
  feature_group_name             = "with-foreign-key"
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
      kms_key_id = "arn:aws:kms:eu-west-2:999999999999:key/11112222-3333-4444-5555-666677778888"
    }
  }
}
