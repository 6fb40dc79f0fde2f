# pass: aws_sagemaker_domain.this
resource "aws_kms_key" "studio" {
  description = "Homes and volumes of Studio."
}

resource "aws_sagemaker_domain" "this" {
  domain_name = "this"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]
  kms_key_id  = aws_kms_key.studio.arn

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
