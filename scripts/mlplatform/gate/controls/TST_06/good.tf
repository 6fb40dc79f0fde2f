# pass: terraform_data.release, aws_vpc.this, aws_kms_key.first, aws_sagemaker_model_package_group.models
resource "terraform_data" "release" {
  input = "1.0"
}

# By a control.
resource "aws_vpc" "this" {
  cidr_block = "10.20.0.0/20"
}

# Once for a type, however many there are.
resource "aws_kms_key" "first" {
  description = "First."
}

resource "aws_kms_key" "second" {
  description = "Second."
}

# By the reviewed list, or by whoever came to ask about it.
resource "aws_sagemaker_model_package_group" "models" {
  model_package_group_name = "models"
}
