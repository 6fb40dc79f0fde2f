# pass: aws_sagemaker_notebook_instance.in_the_plan, aws_sagemaker_notebook_instance.approved
resource "aws_subnet" "private" {
  vpc_id     = "vpc-11112222"
  cidr_block = "10.0.1.0/24"
}

resource "aws_sagemaker_notebook_instance" "in_the_plan" {
  name            = "in-the-plan"
  role_arn        = "arn:aws:iam::111122223333:role/notebook"
  instance_type   = "ml.t3.medium"
  subnet_id       = aws_subnet.private.id
  security_groups = ["sg-11112222"]
}

resource "aws_sagemaker_notebook_instance" "approved" {
  name            = "approved"
  role_arn        = "arn:aws:iam::111122223333:role/notebook"
  instance_type   = "ml.t3.medium"
  subnet_id       = "subnet-11112222"
  security_groups = ["sg-11112222"]
}
