# What stood when, and whether it was as it should be.

# Security Hub asks that Config records as its service-linked role. Creating it where it stands fails, and accounts
# that Control Tower made have it.
resource "aws_iam_service_linked_role" "config" {
  count = var.config_role_exists ? 0 : 1

  aws_service_name = "config.amazonaws.com"
}

resource "aws_config_configuration_recorder" "this" { # LOG-04
  name     = var.context.name_prefix
  role_arn = local._config_role

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }

  recording_mode {
    recording_frequency = "CONTINUOUS"
  }

  depends_on = [aws_iam_service_linked_role.config]
}

resource "aws_config_delivery_channel" "this" {
  name           = var.context.name_prefix
  s3_bucket_name = aws_s3_bucket.this["config"].bucket
  s3_kms_key_arn = var.kms_key_arns.logs

  snapshot_delivery_properties {
    delivery_frequency = "TwentyFour_Hours"
  }

  depends_on = [aws_config_configuration_recorder.this, aws_s3_bucket_policy.this, aws_s3_bucket_server_side_encryption_configuration.our_key]
}

resource "aws_config_configuration_recorder_status" "this" { # LOG-04
  name       = aws_config_configuration_recorder.this.name
  is_enabled = true

  depends_on = [aws_config_delivery_channel.this]
}

resource "aws_config_config_rule" "this" {
  for_each = local._config_rules

  name             = "${var.context.name_prefix}-${replace(lower(each.key), "_", "-")}"
  input_parameters = length(each.value) > 0 ? jsonencode(each.value) : null

  source {
    owner             = "AWS"
    source_identifier = each.key
  }

  depends_on = [aws_config_configuration_recorder_status.this]
}
