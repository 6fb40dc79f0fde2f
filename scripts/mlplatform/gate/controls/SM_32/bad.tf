# fail: aws_sagemaker_feature_group.without_key, aws_sagemaker_feature_group.with_key_of_aws
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

  online_store_config {
    enable_online_store = true
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

  online_store_config {
    enable_online_store = true

    security_config {
      kms_key_id = "arn:aws:kms:eu-west-2:111122223333:alias/aws/dynamodb"
    }
  }
}
