# fail: aws_sagemaker_notebook_instance.of_aws["alias"], aws_sagemaker_notebook_instance.of_aws["foreign"], aws_sagemaker_notebook_instance.of_aws["none"]
locals {
  keys = {
    alias   = "alias/aws/sagemaker"
    foreign = "arn:aws:kms:eu-west-2:999999999999:key/11112222-3333-4444-5555-666677778888"
    none    = null
  }
}

resource "aws_sagemaker_notebook_instance" "of_aws" {
  for_each = local.keys

  name          = each.key
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
  kms_key_id    = each.value
}
