# pass: aws_sagemaker_feature_group.encrypted, aws_sagemaker_feature_group.switched_off
resource "aws_kms_key" "features" {
  description = "Features."
}

resource "aws_sagemaker_feature_group" "encrypted" {
  feature_group_name             = "encrypted"
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

  online_store_config {
    enable_online_store = true

    security_config {
      kms_key_id = aws_kms_key.features.arn
    }
  }
}

resource "aws_sagemaker_feature_group" "switched_off" {
  feature_group_name             = "switched-off"
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

  online_store_config {
    enable_online_store = false
  }
}
