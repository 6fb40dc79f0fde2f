# undecided: aws_sagemaker_endpoint_configuration.later
resource "terraform_data" "later" {
  input = 2
}

resource "aws_sagemaker_endpoint_configuration" "later" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = terraform_data.later.output
    instance_type          = "ml.m5.large"
  }
}
