# pass: aws_sagemaker_notebook_instance.ours
resource "aws_kms_key" "notebooks" {
  description = "Volumes of notebook instances."
}

resource "aws_sagemaker_notebook_instance" "ours" {
  name          = "ours"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  instance_type = "ml.t3.medium"
  kms_key_id    = aws_kms_key.notebooks.arn
}
