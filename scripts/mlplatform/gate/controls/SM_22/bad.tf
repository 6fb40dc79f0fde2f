# fail: aws_sagemaker_model.outside_any_vpc, aws_sagemaker_model.placed["foreign_subnet"]
# fail: aws_sagemaker_model.placed["foreign_group"], aws_sagemaker_model.placed["one_foreign_beside_ours"]
# fail: aws_sagemaker_model.in_default_subnet
locals {
  places = {
    foreign_subnet          = { subnets = ["subnet-99998888"], groups = ["sg-33334444"] }
    foreign_group           = { subnets = ["subnet-33334444"], groups = ["sg-99998888"] }
    one_foreign_beside_ours = { subnets = ["subnet-33334444", "subnet-99998888"], groups = ["sg-33334444"] }
  }
}

resource "aws_sagemaker_model" "outside_any_vpc" {
  name               = "outside-any-vpc"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/score:1"
  }
}

resource "aws_sagemaker_model" "placed" {
  for_each = local.places

  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/score:1"
  }

  vpc_config {
    subnets            = each.value.subnets
    security_group_ids = each.value.groups
  }
}

resource "aws_default_subnet" "a" {
  availability_zone = "eu-west-2a"
}

resource "aws_sagemaker_model" "in_default_subnet" {
  name               = "in-default-subnet"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/score:1"
  }

  vpc_config {
    subnets            = [aws_default_subnet.a.id]
    security_group_ids = ["sg-33334444"]
  }
}
