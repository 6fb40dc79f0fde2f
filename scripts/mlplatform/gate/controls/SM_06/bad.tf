# fail: aws_sagemaker_domain.to_anywhere, aws_sagemaker_domain.under_a_key_of_aws, aws_sagemaker_domain.nowhere_said, aws_sagemaker_user_profile.foreign_bucket, aws_sagemaker_user_profile.foreign_bucket_without_output
resource "aws_s3_bucket" "shared" {
  bucket = "bank-shared-notebooks"
}

resource "aws_kms_key" "shared" {
  description = "What notebooks share."
}

resource "aws_sagemaker_domain" "to_anywhere" {
  domain_name = "to-anywhere"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    sharing_settings {
      notebook_output_option = "Allowed"
      s3_output_path         = "https://example.com/notebooks"
      s3_kms_key_id          = aws_kms_key.shared.arn
    }
  }
}

resource "aws_sagemaker_domain" "under_a_key_of_aws" {
  domain_name = "under-a-key-of-aws"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    sharing_settings {
      notebook_output_option = "Allowed"
      s3_output_path         = "s3://${aws_s3_bucket.shared.bucket}/notebooks"
    }
  }
}

resource "aws_sagemaker_domain" "nowhere_said" {
  domain_name = "nowhere-said"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    sharing_settings {
      notebook_output_option = "Allowed"
    }
  }
}

resource "aws_sagemaker_user_profile" "foreign_bucket" {
  domain_id         = "d-exampledomain"
  user_profile_name = "foreign-bucket"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-foreign-bucket"

    sharing_settings {
      notebook_output_option = "Allowed"
      s3_output_path         = "s3://somebody-elses-bucket/notebooks"
      s3_kms_key_id          = aws_kms_key.shared.arn
    }
  }
}

# Without their output, the notebooks themselves still go there.
resource "aws_sagemaker_user_profile" "foreign_bucket_without_output" {
  domain_id         = "d-exampledomain"
  user_profile_name = "foreign-bucket-without-output"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-foreign-bucket-without-output"

    sharing_settings {
      notebook_output_option = "Disabled"
      s3_output_path         = "s3://somebody-elses-bucket/notebooks"
      s3_kms_key_id          = aws_kms_key.shared.arn
    }
  }
}
