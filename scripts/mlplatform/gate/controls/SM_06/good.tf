# pass: aws_sagemaker_domain.off, aws_sagemaker_domain.nothing_said, aws_sagemaker_domain.kept_at_home, aws_sagemaker_user_profile.kept_at_home
resource "aws_s3_bucket" "shared" {
  bucket = "bank-shared-notebooks"
}

resource "aws_kms_key" "shared" {
  description = "What notebooks share."
}

resource "aws_sagemaker_domain" "off" {
  domain_name = "off"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    sharing_settings {
      notebook_output_option = "Disabled"
    }
  }
}

resource "aws_sagemaker_domain" "nothing_said" {
  domain_name = "nothing-said"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_domain" "kept_at_home" {
  domain_name = "kept-at-home"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    sharing_settings {
      notebook_output_option = "Allowed"
      s3_output_path         = "s3://${aws_s3_bucket.shared.bucket}/notebooks"
      s3_kms_key_id          = aws_kms_key.shared.arn
    }
  }
}

resource "aws_sagemaker_user_profile" "kept_at_home" {
  domain_id         = "d-exampledomain"
  user_profile_name = "kept-at-home"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-kept-at-home"

    sharing_settings {
      notebook_output_option = "Allowed"
      s3_output_path         = "s3://${aws_s3_bucket.shared.bucket}/notebooks"
      s3_kms_key_id          = aws_kms_key.shared.arn
    }
  }
}

resource "aws_sagemaker_user_profile" "as_the_domain_says" {
  domain_id         = "d-exampledomain"
  user_profile_name = "as-the-domain-says"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-as-the-domain-says"
  }
}
