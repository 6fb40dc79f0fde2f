# undecided: aws_sagemaker_user_profile.role_later, aws_sagemaker_user_profile.beside_it, aws_sagemaker_user_profile.in_a_domain_elsewhere
locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_sagemaker_domain" "this" {
  domain_name = "this"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }

  default_space_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-shared"
  }
}

resource "terraform_data" "later" {
  input = "arn:aws:iam::111122223333:role/studio-u100004"
}

resource "aws_iam_role" "own" {
  name               = "studio-own"
  assume_role_policy = local.trust
}

resource "aws_sagemaker_user_profile" "role_later" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "role-later"

  user_settings {
    execution_role = terraform_data.later.output
  }
}

# Whether this role is the other's too is known only after apply.
resource "aws_sagemaker_user_profile" "beside_it" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "beside-it"

  user_settings {
    execution_role = aws_iam_role.own.arn
  }
}

resource "aws_sagemaker_user_profile" "in_a_domain_elsewhere" {
  domain_id         = "d-exampledomain"
  user_profile_name = "in-a-domain-elsewhere"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-u100005"
  }
}
