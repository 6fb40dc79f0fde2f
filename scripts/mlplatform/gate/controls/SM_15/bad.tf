# fail: aws_sagemaker_notebook_instance.open, aws_sagemaker_notebook_instance.left_to_aws
resource "aws_sagemaker_notebook_instance" "open" {
  name                   = "open"
  role_arn               = "arn:aws:iam::111122223333:role/notebook"
  instance_type          = "ml.t3.medium"
  direct_internet_access = "Enabled"
  subnet_id              = "subnet-11112222"
  security_groups        = ["sg-11112222"]
}

# Where nothing is said, AWS opens it.
resource "aws_sagemaker_notebook_instance" "left_to_aws" {
  name            = "left-to-aws"
  role_arn        = "arn:aws:iam::111122223333:role/notebook"
  instance_type   = "ml.t3.medium"
  subnet_id       = "subnet-11112222"
  security_groups = ["sg-11112222"]
}
