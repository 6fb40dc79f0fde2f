# pass: aws_sagemaker_model.pinned, aws_sagemaker_model.chain, aws_sagemaker_image_version.pinned
resource "aws_sagemaker_model" "pinned" {
  name               = "pinned"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/credit/score@sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"

    image_config {
      repository_access_mode = "Platform"
    }
  }
}

resource "aws_sagemaker_model" "chain" {
  name               = "chain"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/credit/prepare@sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"

    image_config {
      repository_access_mode = "Vpc"
    }
  }

  container {
    image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/credit/score:7@sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"
  }
}

resource "aws_sagemaker_image_version" "pinned" {
  image_name = "studio"
  base_image = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/studio@sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"
}
