# fail: aws_sagemaker_endpoint_configuration.captured_without_key, aws_sagemaker_endpoint_configuration.captured_with_key_of_aws
# fail: aws_sagemaker_endpoint_configuration.answers_without_key, aws_sagemaker_endpoint_configuration.dumped_without_key
# fail: aws_sagemaker_endpoint_configuration.shadow_dumped_with_foreign_key
resource "aws_s3_bucket" "capture" {
  bucket = "credit-capture"
}

resource "aws_sagemaker_endpoint_configuration" "captured_without_key" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }

  data_capture_config {
    enable_capture              = true
    destination_s3_uri          = "s3://credit-capture/score"
    initial_sampling_percentage = 100

    capture_options {
      capture_mode = "Input"
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "captured_with_key_of_aws" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }

  data_capture_config {
    enable_capture              = true
    destination_s3_uri          = "s3://credit-capture/score"
    kms_key_id                  = "arn:aws:kms:eu-west-2:111122223333:alias/aws/s3"
    initial_sampling_percentage = 100

    capture_options {
      capture_mode = "Input"
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "answers_without_key" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }

  async_inference_config {
    output_config {
      s3_output_path = "s3://${aws_s3_bucket.capture.bucket}/answers"
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "dumped_without_key" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"

    core_dump_config {
      destination_s3_uri = "s3://credit-capture/dumps"
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "shadow_dumped_with_foreign_key" {
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

    core_dump_config {
      destination_s3_uri = "s3://credit-capture/dumps"
      kms_key_id         = "arn:aws:kms:eu-west-2:999999999999:key/11112222-3333-4444-5555-666677778888"
    }
  }
}
