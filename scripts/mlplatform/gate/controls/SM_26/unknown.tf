# undecided: aws_sagemaker_endpoint_configuration.key_later, aws_sagemaker_endpoint_configuration.bucket_of_nobody
resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_kms_key" "inference" {
  description = "What endpoints write."
}

resource "aws_s3_bucket" "capture" {
  bucket = "credit-capture"
}

resource "aws_sagemaker_endpoint_configuration" "key_later" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }

  data_capture_config {
    enable_capture              = true
    destination_s3_uri          = "s3://credit-capture/score"
    kms_key_id                  = terraform_data.later.output
    initial_sampling_percentage = 100

    capture_options {
      capture_mode = "Input"
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "bucket_of_nobody" {
  production_variants {
    model_name             = "score"
    variant_name           = "blue"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }

  data_capture_config {
    enable_capture              = true
    destination_s3_uri          = "s3://somewhere-else/score"
    kms_key_id                  = aws_kms_key.inference.arn
    initial_sampling_percentage = 100

    capture_options {
      capture_mode = "Input"
    }
  }
}
