# A key that is made, written down as a parameter, and used by nothing.
resource "aws_kms_key" "platform" {
  description         = "Key of the platform."
  enable_key_rotation = true
}

resource "aws_ssm_parameter" "key" {
  name  = "/platform/kms/key-arn"
  type  = "String"
  value = aws_kms_key.platform.arn
}

resource "aws_s3_bucket" "models" {
  bucket = "example-models"
}

resource "aws_sagemaker_domain" "studio" {
  domain_name             = "studio"
  auth_mode               = "IAM"
  vpc_id                  = "vpc-11112222"
  subnet_ids              = ["subnet-11112222", "subnet-33334444"]
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
