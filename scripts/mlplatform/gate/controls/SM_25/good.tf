# pass: aws_sagemaker_endpoint_configuration.two, aws_sagemaker_endpoint_configuration.scaled
# pass: aws_sagemaker_endpoint_configuration.serverless, aws_sagemaker_endpoint_configuration.in_development
resource "aws_sagemaker_endpoint_configuration" "two" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }

  shadow_production_variants {
    model_name             = "score-next"
    variant_name           = "shadow"
    initial_instance_count = 1
    instance_type          = "ml.m5.large"
  }

  tags = {
    environment = "prod"
  }
}

resource "aws_sagemaker_endpoint_configuration" "scaled" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 3
    instance_type          = "ml.m5.large"

    managed_instance_scaling {
      status             = "ENABLED"
      min_instance_count = 2
      max_instance_count = 6
    }
  }

  tags = {
    environment = "prod"
  }
}

resource "aws_sagemaker_endpoint_configuration" "serverless" {
  production_variants {
    model_name   = "score"
    variant_name = "blue"

    serverless_config {
      max_concurrency   = 5
      memory_size_in_mb = 2048
    }
  }

  tags = {
    environment = "prod"
  }
}

resource "aws_sagemaker_endpoint_configuration" "in_development" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 1
    instance_type          = "ml.m5.large"
  }

  tags = {
    environment = "dev"
  }
}

resource "aws_sagemaker_endpoint" "score" {
  name                 = "score"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.two.name
}

resource "aws_appautoscaling_target" "score" {
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/${aws_sagemaker_endpoint.score.name}/variant/blue"
  min_capacity       = 2
  max_capacity       = 6
}
