# Who did what: every call that changes or reads settings, in every region, and every read and write of data.
locals {
  # Deliveries to these buckets would be recorded, delivered, and recorded again, without end. Who reads them is
  # recorded all the same.
  _delivered_to = [for arn in values(local._bucket_arns) : "${arn}/"]

  _selectors = {
    "Calls"            = { eventCategory = ["Management"] }
    "Objects"          = { eventCategory = ["Data"], "resources.type" = ["AWS::S3::Object"] }
    "Logs read"        = { eventCategory = ["Data"], "resources.type" = ["AWS::S3::Object"], readOnly = ["true"] }
    "Endpoints"        = { eventCategory = ["Data"], "resources.type" = ["AWS::SageMaker::Endpoint"] }
    "Feature groups"   = { eventCategory = ["Data"], "resources.type" = ["AWS::SageMaker::FeatureGroup"] }
    "Trial components" = { eventCategory = ["Data"], "resources.type" = ["AWS::SageMaker::ExperimentTrialComponent"] }
  }

  _selected_arns = {
    "Objects"   = { starts_with = null, not_starts_with = local._delivered_to }
    "Logs read" = { starts_with = local._delivered_to, not_starts_with = null }
  }
}

resource "aws_cloudtrail" "this" {
  name           = local._trail_name
  s3_bucket_name = aws_s3_bucket.this["logs"].bucket # LOG-02
  kms_key_id     = var.kms_key_arns.logs

  enable_logging                = true
  enable_log_file_validation    = true # LOG-01
  include_global_service_events = true
  is_multi_region_trail         = true # LOG-01

  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = local._trail_role_arn

  dynamic "advanced_event_selector" {
    for_each = local._selectors

    content {
      name = advanced_event_selector.key

      dynamic "field_selector" {
        for_each = advanced_event_selector.value

        content {
          field  = field_selector.key
          equals = field_selector.value
        }
      }

      dynamic "field_selector" {
        for_each = [for name, arns in local._selected_arns : arns if name == advanced_event_selector.key]

        content {
          field           = "resources.ARN"
          starts_with     = field_selector.value.starts_with
          not_starts_with = field_selector.value.not_starts_with
        }
      }
    }
  }

  # Told where somebody calls far more often, or is refused far more often, than on other days.
  insight_selector {
    insight_type = "ApiCallRateInsight"
  }

  insight_selector {
    insight_type = "ApiErrorRateInsight"
  }

  depends_on = [aws_iam_role_policy_attachment.trail, aws_s3_bucket_object_lock_configuration.logs, aws_s3_bucket_policy.this]
}

resource "aws_cloudwatch_log_group" "trail" {
  name              = local._trail_log_group
  kms_key_id        = var.kms_key_arns.logs # LOG-06
  retention_in_days = var.log_retention_in_days
}
