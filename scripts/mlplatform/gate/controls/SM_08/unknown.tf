# undecided: aws_sagemaker_domain.later, aws_sagemaker_domain.role_later
resource "terraform_data" "later" {
  input = "DISABLED"
}

resource "aws_sagemaker_domain" "later" {
  domain_name = "later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    canvas_app_settings {
      direct_deploy_settings {
        status = terraform_data.later.output
      }
    }
  }
}

resource "aws_sagemaker_domain" "role_later" {
  domain_name = "role-later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    canvas_app_settings {
      direct_deploy_settings {
        status = "DISABLED"
      }
      generative_ai_settings {
        amazon_bedrock_role_arn = "arn:aws:iam::111122223333:role/${terraform_data.later.output}"
      }
    }
  }
}
