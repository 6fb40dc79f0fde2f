# undecided: aws_sagemaker_domain.option_later, aws_sagemaker_domain.path_later
resource "terraform_data" "later" {
  input = "Disabled"
}

resource "aws_kms_key" "shared" {
  description = "What notebooks share."
}

resource "aws_sagemaker_domain" "option_later" {
  domain_name = "option-later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    sharing_settings {
      notebook_output_option = terraform_data.later.output
    }
  }
}

resource "aws_sagemaker_domain" "path_later" {
  domain_name = "path-later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    sharing_settings {
      notebook_output_option = "Allowed"
      s3_output_path         = "s3://bank-${terraform_data.later.output}/notebooks"
      s3_kms_key_id          = aws_kms_key.shared.arn
    }
  }
}
