# undecided: aws_sagemaker_image_version.later
# undecided: aws_sagemaker_model.later, aws_sagemaker_model.from_a_package, aws_sagemaker_model.registry_in_the_vpc
resource "terraform_data" "later" {
  input = "score"
}

resource "aws_sagemaker_model" "later" {
  name               = "later"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = terraform_data.later.output
  }
}

resource "aws_sagemaker_model" "from_a_package" {
  name               = "from-a-package"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    model_package_name = "arn:aws:sagemaker:eu-west-2:111122223333:model-package/credit/7"
  }
}

resource "aws_sagemaker_model" "registry_in_the_vpc" {
  name               = "registry-in-the-vpc"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"

  primary_container {
    image = "registry.bank.internal/score@sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"

    image_config {
      repository_access_mode = "Vpc"
    }
  }
}

resource "aws_sagemaker_image_version" "later" {
  image_name = "studio"
  base_image = terraform_data.later.output
}
