# What a restore test takes: a new file system, and a new bucket that is named for the test. It reads no store of ours.
data "aws_iam_policy_document" "restore_test" {
  statement {
    sid       = "Vaults"
    actions   = ["backup:DescribeBackupVault", "backup:ListRecoveryPointsByBackupVault"]
    resources = [local._vault_arns.this]
  }

  statement {
    sid = "FileSystems"
    actions = [
      "elasticfilesystem:CreateFileSystem", "elasticfilesystem:DescribeFileSystems", "elasticfilesystem:Restore",
      "elasticfilesystem:TagResource",
    ]
    resources = [local._file_systems]
  }

  statement {
    sid = "Buckets"
    actions = [
      "s3:CreateBucket", "s3:GetBucketLocation", "s3:GetBucketOwnershipControls", "s3:GetBucketVersioning", "s3:ListBucket",
      "s3:ListBucketVersions", "s3:PutBucketOwnershipControls", "s3:PutBucketVersioning",
    ]
    resources = [local._test_buckets]
  }

  statement {
    sid = "Objects"
    actions = [
      "s3:DeleteObject", "s3:GetObject", "s3:GetObjectAcl", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:GetObjectVersionAcl",
      "s3:ListMultipartUploadParts", "s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectTagging", "s3:PutObjectVersionAcl",
    ]
    resources = ["${local._test_buckets}/*"]

    condition { # anybody may give a bucket such a name
      test     = "StringEquals"
      variable = "aws:ResourceAccount"
      values   = [var.context.account_id]
    }
  }

  statement {
    sid       = "GrantKeyToServices"
    actions   = ["kms:CreateGrant", "kms:DescribeKey"]
    resources = [var.kms_key_arn] # KMS-08

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = local._services
    }
  }

  statement {
    sid = "Restore"
    actions = [
      "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ]
    resources = [var.kms_key_arn] # KMS-08

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["elasticfilesystem.${var.context.region}.amazonaws.com", "s3.${var.context.region}.amazonaws.com"]
    }
  }
}
