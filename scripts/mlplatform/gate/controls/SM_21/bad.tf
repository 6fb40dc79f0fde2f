# fail: aws_sagemaker_model.reaches_out, aws_sagemaker_model.left_to_aws, aws_sagemaker_model.in_a_vpc_yet_not_isolated
resource "aws_sagemaker_model" "reaches_out" {
  name                     = "reaches-out"
  execution_role_arn       = "arn:aws:iam::111122223333:role/model"
  enable_network_isolation = false

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/scoring:1"
  }
}

resource "aws_sagemaker_model" "left_to_aws" {
  name               = "left-to-aws"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/scoring:1"
  }
}

resource "aws_sagemaker_model" "in_a_vpc_yet_not_isolated" {
  name               = "in-a-vpc-yet-not-isolated"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"
  vpc_config {
    subnets            = ["subnet-11112222"]
    security_group_ids = ["sg-11112222"]
  }

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/scoring:1"
  }
}
