# undecided: aws_sagemaker_model.later
resource "terraform_data" "later" {
  input = ["subnet-33334444"]
}

resource "aws_sagemaker_model" "later" {
  name               = "later"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/score:1"
  }

  vpc_config {
    subnets            = terraform_data.later.output
    security_group_ids = ["sg-33334444"]
  }
}
