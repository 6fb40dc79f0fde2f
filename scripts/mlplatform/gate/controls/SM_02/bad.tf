# fail: aws_sagemaker_domain.of_aws["alias"], aws_sagemaker_domain.of_aws["foreign"], aws_sagemaker_domain.of_aws["none"]
locals {
  keys = {
    alias   = "alias/aws/elasticfilesystem"
    foreign = "arn:aws:kms:eu-west-2:999999999999:key/11112222-3333-4444-5555-666677778888"
    none    = null
  }
}

resource "aws_sagemaker_domain" "of_aws" {
  for_each = local.keys

  domain_name = each.key
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]
  kms_key_id  = each.value

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
