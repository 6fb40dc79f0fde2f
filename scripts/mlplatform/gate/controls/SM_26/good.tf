# pass: aws_sagemaker_endpoint_configuration.captured, aws_sagemaker_endpoint_configuration.asynchronous
# pass: aws_sagemaker_endpoint_configuration.dumped
resource "aws_kms_key" "inference" {
  description = "What endpoints write."
}

resource "aws_s3_bucket" "capture" {
  bucket = "credit-capture"
}

resource "aws_s3_bucket" "answers" {
  bucket_prefix = "credit-answers-"
}

resource "aws_sagemaker_endpoint_configuration" "captured" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }

  data_capture_config {
    enable_capture              = true
    destination_s3_uri          = "s3://credit-capture/score"
    kms_key_id                  = aws_kms_key.inference.arn
    initial_sampling_percentage = 100

    capture_options {
      capture_mode = "Input"
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "asynchronous" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }

  async_inference_config {
    output_config {
      s3_output_path  = "s3://${aws_s3_bucket.answers.id}/answers"
      s3_failure_path = "s3://${aws_s3_bucket.capture.bucket}/failures"
      kms_key_id      = aws_kms_key.inference.arn
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "dumped" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"

    core_dump_config {
      destination_s3_uri = "s3://credit-capture/dumps"
      kms_key_id         = aws_kms_key.inference.arn
    }
  }
}
