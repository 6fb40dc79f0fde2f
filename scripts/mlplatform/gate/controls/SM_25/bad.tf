# fail: aws_sagemaker_endpoint_configuration.one, aws_sagemaker_endpoint_configuration.one_of_two_variants
# fail: aws_sagemaker_endpoint_configuration.scaled_down_to_one, aws_sagemaker_endpoint_configuration.not_said
# fail: aws_sagemaker_endpoint_configuration.scaled_in_at_night
resource "aws_sagemaker_endpoint_configuration" "one" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 1
    instance_type          = "ml.m5.large"
  }
}

resource "aws_sagemaker_endpoint_configuration" "one_of_two_variants" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }

  production_variants {
    model_name             = "score"
    variant_name           = "green"
    initial_instance_count = 1
    instance_type          = "ml.m5.large"
  }
}

resource "aws_sagemaker_endpoint_configuration" "scaled_down_to_one" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"

    managed_instance_scaling {
      status             = "ENABLED"
      min_instance_count = 1
      max_instance_count = 6
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "not_said" {
  production_variants {
    model_name    = "score"
    variant_name  = "blue"
    instance_type = "ml.m5.large"
  }
}

resource "aws_sagemaker_endpoint_configuration" "scaled_in_at_night" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }
}

resource "aws_sagemaker_endpoint" "score" {
  name                 = "score"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.scaled_in_at_night.name
}

resource "aws_appautoscaling_target" "score" {
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/score/variant/blue"
  min_capacity       = 1
  max_capacity       = 6
}
