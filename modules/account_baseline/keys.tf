# The keys of the account, as modules/kms takes them: what each encrypts, and which services of AWS come to it as
# themselves. They name this module's trail and topic, so they stand here; whoever makes keys adds those of its data.
locals {
  _use      = ["kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"]
  _of_whose = "${var.context.use_case} in ${var.context.environment}"

  _keys = {
    alerts = {
      description  = "Alerts of ${local._of_whose}."
      via_services = ["sns"]
      # SNS says for which topic. EventBridge says no source to KMS: with aws:SourceArn, AWS says, nothing is delivered.
      service_principals = {
        for service in keys(local._publishers) : "${service}.amazonaws.com" => {
          actions            = local._use
          encryption_context = { "aws:sns:topicArn" = [local._alert_topic_arn] }
          source_arns        = []
        }
      }
    }
    backup = {
      description        = "Backups of ${local._of_whose}, and what restore tests make of them."
      via_services       = ["backup", "elasticfilesystem", "s3"]
      service_principals = {}
    }
    ebs = {
      description        = "Volumes of ${local._of_whose} that name no other key."
      via_services       = ["ec2"]
      service_principals = {}
    }
    logs = {
      description  = "Logs of ${local._of_whose}."
      via_services = ["s3"]
      service_principals = {
        # CloudTrail looks at the key before it makes a trail, and says no encryption context then.
        "cloudtrail.amazonaws.com" = {
          actions            = concat(local._use, ["kms:DescribeKey"])
          encryption_context = {}
          source_arns        = [local._trail_arn]
        }
        "config.amazonaws.com" = {
          actions            = local._use
          encryption_context = {}
          source_arns        = [local._config_source]
        }
        # CloudWatch Logs says for which log group, and no source.
        "logs.${var.context.region}.amazonaws.com" = {
          actions            = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
          encryption_context = { "aws:logs:arn" = ["${local._log_arns}:*"] }
          source_arns        = []
        }
      }
    }
  }
}
