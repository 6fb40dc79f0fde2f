# fail: aws_sagemaker_domain.links, aws_iam_role.any_profile, aws_iam_role.any_profile_beginning_so, aws_iam_role.from_anywhere, aws_iam_role.from_any_address, aws_iam_role.from_anywhere_if_unsaid, aws_iam_role.all_of_sagemaker, aws_iam_role.tag_if_there_is_one
resource "aws_sagemaker_domain" "links" {
  domain_name = "links"
  auth_mode   = "IAM"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

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

resource "aws_iam_role" "any_profile" {
  name               = "any-profile"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "any_profile" {
  role = aws_iam_role.any_profile.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreatePresignedDomainUrl"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*"
      Condition = {
        StringEquals = {
          "aws:SourceVpce" = ["vpce-11112222"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "any_profile_beginning_so" {
  name               = "any-profile-beginning-so"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "any_profile_beginning_so" {
  role = aws_iam_role.any_profile_beginning_so.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreatePresignedDomainUrl"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/$${aws:PrincipalTag/domain}/*"
      Condition = {
        StringEquals = {
          "aws:SourceVpce" = ["vpce-11112222"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "from_anywhere" {
  name               = "from-anywhere"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "from_anywhere" {
  role = aws_iam_role.from_anywhere.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreatePresignedDomainUrl"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*/$${aws:SourceIdentity}"
    }]
  })
}

resource "aws_iam_role" "from_any_address" {
  name               = "from-any-address"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "from_any_address" {
  role = aws_iam_role.from_any_address.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreatePresignedDomainUrl"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*/$${aws:SourceIdentity}"
      Condition = {
        IpAddress = {
          "aws:SourceIp" = "0.0.0.0/0"
        }
      }
    }]
  })
}

resource "aws_iam_role" "from_anywhere_if_unsaid" {
  name               = "from-anywhere-if-unsaid"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "from_anywhere_if_unsaid" {
  role = aws_iam_role.from_anywhere_if_unsaid.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreatePresignedDomainUrl"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*/$${aws:SourceIdentity}"
      Condition = {
        StringEqualsIfExists = {
          "aws:SourceVpce" = ["vpce-11112222"]
        }
      }
    }]
  })
}

resource "aws_iam_role" "all_of_sagemaker" {
  name               = "all-of-sagemaker"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "all_of_sagemaker" {
  role = aws_iam_role.all_of_sagemaker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:*"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_role" "tag_if_there_is_one" {
  name               = "tag-if-there-is-one"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "tag_if_there_is_one" {
  role = aws_iam_role.tag_if_there_is_one.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sagemaker:CreatePresignedDomainUrl"]
      Resource = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*"
      Condition = {
        StringEqualsIfExists = {
          "sagemaker:ResourceTag/studio-user" = "$${aws:SourceIdentity}"
        }
        StringEquals = {
          "aws:SourceVpc" = "vpc-11112222"
        }
      }
    }]
  })
}
