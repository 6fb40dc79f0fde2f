# fail: aws_sagemaker_model.of["tag"], aws_sagemaker_model.of["no_tag"], aws_sagemaker_model.of["foreign"]
# fail: aws_sagemaker_model.of["public_ecr"], aws_sagemaker_model.of["docker_hub"], aws_sagemaker_model.second_container
# fail: aws_sagemaker_model.public_through_the_vpc, aws_sagemaker_image_version.of["tag"]
# fail: aws_sagemaker_image_version.of["no_tag"], aws_sagemaker_image_version.of["foreign"]
# fail: aws_sagemaker_image_version.of["public_ecr"], aws_sagemaker_image_version.of["docker_hub"]
locals {
  digest = "sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"
  images = {
    tag        = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/score:latest"
    no_tag     = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/score"
    foreign    = "999999999999.dkr.ecr.eu-west-2.amazonaws.com/score@${local.digest}"
    public_ecr = "public.ecr.aws/deep-learning-containers/score@${local.digest}"
    docker_hub = "docker.io/library/python@${local.digest}"
  }
}

resource "aws_sagemaker_model" "of" {
  for_each = local.images

  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = each.value
  }
}

resource "aws_sagemaker_model" "second_container" {
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/prepare@${local.digest}"
  }

  container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/score:latest"
  }
}

resource "aws_sagemaker_model" "public_through_the_vpc" {
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = "docker.io/library/python@${local.digest}"

    image_config {
      repository_access_mode = "Vpc"
    }
  }
}

resource "aws_sagemaker_image_version" "of" {
  for_each = local.images

  image_name = "studio"
  base_image = each.value
}
