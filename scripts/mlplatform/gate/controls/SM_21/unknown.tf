# undecided: aws_sagemaker_model.later
resource "terraform_data" "later" {
  input = true
}

resource "aws_sagemaker_model" "later" {
  name                     = "later"
  execution_role_arn       = "arn:aws:iam::111122223333:role/model"
  enable_network_isolation = terraform_data.later.output

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/scoring:1"
  }
}
