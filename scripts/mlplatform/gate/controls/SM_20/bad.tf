# fail: aws_sagemaker_notebook_instance.old["notebook-al1-v1"], aws_sagemaker_notebook_instance.old["notebook-al2-v1"], aws_sagemaker_notebook_instance.old["notebook-al2-v2"], aws_sagemaker_notebook_instance.old["notebook-al2-v3"]
resource "aws_sagemaker_notebook_instance" "old" {
  for_each = toset(["notebook-al1-v1", "notebook-al2-v1", "notebook-al2-v2", "notebook-al2-v3"])

  name                = each.key
  role_arn            = "arn:aws:iam::111122223333:role/notebook"
  instance_type       = "ml.t3.medium"
  platform_identifier = each.value
}
