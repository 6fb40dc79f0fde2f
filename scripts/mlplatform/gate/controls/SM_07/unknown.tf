# undecided: aws_sagemaker_domain.later, aws_sagemaker_domain.accounts_later, aws_sagemaker_domain.one_account_later
resource "terraform_data" "later" {
  input = "DISABLED"
}

resource "terraform_data" "account" {
  input = "111122223333"
}

resource "aws_sagemaker_domain" "later" {
  domain_name = "later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  domain_settings {
    docker_settings {
      enable_docker_access = terraform_data.later.output
    }
  }
}

resource "aws_sagemaker_domain" "accounts_later" {
  domain_name = "accounts-later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  domain_settings {
    docker_settings {
      enable_docker_access      = "ENABLED"
      vpc_only_trusted_accounts = terraform_data.accounts.output
    }
  }
}

resource "terraform_data" "accounts" {
  input = ["111122223333"]
}

resource "aws_sagemaker_domain" "one_account_later" {
  domain_name = "one-account-later"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  domain_settings {
    docker_settings {
      enable_docker_access      = "ENABLED"
      vpc_only_trusted_accounts = ["111122223333", terraform_data.account.output]
    }
  }
}
