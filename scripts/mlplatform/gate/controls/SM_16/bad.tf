# fail: aws_sagemaker_notebook_instance.in_a_network_of_aws, aws_sagemaker_notebook_instance.in_a_foreign_subnet
resource "aws_sagemaker_notebook_instance" "in_a_network_of_aws" {
  name          = "in-a-network-of-aws"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
}

resource "aws_sagemaker_notebook_instance" "in_a_foreign_subnet" {
  name            = "in-a-foreign-subnet"
  role_arn        = "arn:aws:iam::111122223333:role/notebook"
  instance_type   = "ml.t3.medium"
  subnet_id       = "subnet-99998888"
  security_groups = ["sg-11112222"]
}
