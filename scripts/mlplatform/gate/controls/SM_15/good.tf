# pass: aws_sagemaker_notebook_instance.inside
resource "aws_sagemaker_notebook_instance" "inside" {
  name                   = "inside"
  role_arn               = "arn:aws:iam::111122223333:role/notebook"
  instance_type          = "ml.t3.medium"
  direct_internet_access = "Disabled"
  subnet_id              = "subnet-11112222"
  security_groups        = ["sg-11112222"]
}
