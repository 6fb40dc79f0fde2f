# fail: aws_sagemaker_user_profile.none_of_their_own, aws_sagemaker_user_profile.of_the_domain, aws_sagemaker_user_profile.of_shared_spaces, aws_sagemaker_user_profile.shared_one, aws_sagemaker_user_profile.shared_two, aws_sagemaker_user_profile.shared_by_name, aws_sagemaker_user_profile.shared_by_reference
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

resource "aws_iam_role" "team" {
  name               = "studio-team"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "pair" {
  name               = "studio-pair"
  assume_role_policy = local.trust
}

resource "aws_sagemaker_user_profile" "none_of_their_own" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "none-of-their-own"
}

resource "aws_sagemaker_user_profile" "of_the_domain" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "of-the-domain"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_sagemaker_user_profile" "of_shared_spaces" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "of-shared-spaces"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-shared"
  }
}

resource "aws_sagemaker_user_profile" "shared_one" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "shared-one"

  user_settings {
    execution_role = aws_iam_role.team.arn
  }
}

resource "aws_sagemaker_user_profile" "shared_two" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "shared-two"

  user_settings {
    execution_role = aws_iam_role.team.arn
  }
}

# The same role, once by its ARN in full and once by reference.
resource "aws_sagemaker_user_profile" "shared_by_name" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "shared-by-name"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio-pair"
  }
}

resource "aws_sagemaker_user_profile" "shared_by_reference" {
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = "shared-by-reference"

  user_settings {
    execution_role = aws_iam_role.pair.arn
  }
}
