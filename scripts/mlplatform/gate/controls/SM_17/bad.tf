# fail: aws_sagemaker_notebook_instance.root, aws_sagemaker_notebook_instance.left_to_aws
resource "aws_sagemaker_notebook_instance" "root" {
  name          = "root"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
  root_access   = "Enabled"
}

resource "aws_sagemaker_notebook_instance" "left_to_aws" {
  name          = "left-to-aws"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
}
