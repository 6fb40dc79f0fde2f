# pass: aws_sagemaker_notebook_instance.new
# Nothing is said: AWS makes new ones with Amazon Linux 2023.
resource "aws_sagemaker_notebook_instance" "new" {
  name          = "new"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
}
