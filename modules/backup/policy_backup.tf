# What backing up takes: reading file systems and buckets, and the copy. AWS's own policies for it reach every bucket,
# key and service there is.
data "aws_iam_policy_document" "backup" {
  statement {
    sid       = "Vaults"
    actions   = ["backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:DescribeBackupVault"]
    resources = values(local._vault_arns)
  }

  statement {
    sid       = "TagBackups"
    actions   = ["backup:TagResource"]
    resources = ["arn:${var.context.partition}:backup:${local._account}:recovery-point:*"]
  }

  statement {
    sid       = "FileSystems"
    actions   = ["elasticfilesystem:Backup", "elasticfilesystem:DescribeTags"]
    resources = [local._file_systems]
  }

  statement {
    sid = "Buckets"
    # AWS Backup follows a bucket by its inventory and its events, and sets both itself.
    actions = [
      "s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketNotification", "s3:GetBucketTagging", "s3:GetBucketVersioning",
      "s3:GetInventoryConfiguration", "s3:ListBucket", "s3:ListBucketVersions", "s3:ListTagsForResource", "s3:PutBucketNotification",
      "s3:PutInventoryConfiguration",
    ]
    resources = local._buckets
  }

  statement {
    sid = "Objects"
    actions = [
      "s3:GetObject", "s3:GetObjectAcl", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionTagging",
    ]
    resources = [for arn in local._buckets : "${arn}/*"]
  }

  statement {
    sid = "EventsOfBuckets"
    actions = [
      "events:DeleteRule", "events:DescribeRule", "events:DisableRule", "events:EnableRule", "events:ListTargetsByRule",
      "events:PutRule", "events:PutTargets", "events:RemoveTargets",
    ]
    resources = ["arn:${var.context.partition}:events:${local._account}:rule/AwsBackupManagedRule*"]
  }

  # These know no resource.
  statement {
    sid       = "LookUp"
    actions   = ["cloudwatch:GetMetricData", "events:ListRules", "s3:ListAllMyBuckets", "tag:GetResources"]
    resources = ["*"]
  }

  # A grant is for the service that reads or keeps a backup, never for a person.
  statement {
    sid       = "GrantKeysToServices"
    actions   = ["kms:CreateGrant", "kms:DescribeKey"]
    resources = concat([var.kms_key_arn], values(var.source_kms_key_arns)) # KMS-08

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = local._services
    }
  }

  statement {
    sid       = "ReadBuckets"
    actions   = ["kms:Decrypt"]
    resources = concat([var.kms_key_arn], values(var.source_kms_key_arns)) # KMS-08

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.context.region}.amazonaws.com"]
    }
  }
}
