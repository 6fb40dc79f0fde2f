# pass: aws_sagemaker_model.in_new_subnets, aws_sagemaker_model.in_approved_subnets
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  for_each = toset(["10.0.1.0/24", "10.0.2.0/24"])

  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
}

resource "aws_security_group" "models" {
  name   = "models"
  vpc_id = aws_vpc.this.id
}

resource "aws_sagemaker_model" "in_new_subnets" {
  name               = "in-new-subnets"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/score:1"
  }

  vpc_config {
    subnets            = [for subnet in aws_subnet.private : subnet.id]
    security_group_ids = [aws_security_group.models.id]
  }
}

resource "aws_sagemaker_model" "in_approved_subnets" {
  name               = "in-approved-subnets"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/score:1"
  }

  vpc_config {
    subnets            = ["subnet-33334444"]
    security_group_ids = ["sg-33334444"]
  }
}
