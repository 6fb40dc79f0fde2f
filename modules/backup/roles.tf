# Two roles, for the one that reads everything must not write, and the one that writes must not read what it did not
# restore. Each has its one policy as its boundary too: nothing that is attached to it later adds to it.
locals {
  _account       = "${var.context.region}:${var.context.account_id}"
  _iam           = "arn:${var.context.partition}:iam::${var.context.account_id}"
  _roles         = ["backup", "restore-test"]
  _boundary_arns = { for role in local._roles : role => "${local._iam}:policy/${var.context.name_prefix}-${role}" }
  _role_arns     = { for role in local._roles : role => "${local._iam}:role/${var.context.name_prefix}-${role}" }

  # Keys are used through these alone.
  _services = [for service in ["backup", "elasticfilesystem", "s3"] : "${service}.${var.context.region}.amazonaws.com"]

  _buckets = [for name in concat(["${var.context.name_prefix}-*"], sort(var.further_bucket_names)) :
    "arn:${var.context.partition}:s3:::${name}"
  ]
  _file_systems = "arn:${var.context.partition}:elasticfilesystem:${local._account}:file-system/*"
  # AWS Backup begins the names of what a restore test makes with this, and its own role takes them away by it.
  _test_buckets = "arn:${var.context.partition}:s3:::awsbackup-restore-test-*"
}

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "AwsBackupOfThisAccount"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount" # IAM-07
      values   = [var.context.account_id]
    }
  }
}

resource "aws_iam_policy" "backup" {
  name        = "${var.context.name_prefix}-backup"
  description = "All that the role ${var.context.name_prefix}-backup may ever do: its policy and its boundary."
  policy      = data.aws_iam_policy_document.backup.minified_json
}

resource "aws_iam_policy" "restore_test" {
  name        = "${var.context.name_prefix}-restore-test"
  description = "All that the role ${var.context.name_prefix}-restore-test may ever do: its policy and its boundary."
  policy      = data.aws_iam_policy_document.restore_test.minified_json
}

resource "aws_iam_role" "this" {
  for_each = toset(local._roles)

  name                 = "${var.context.name_prefix}-${each.key}"
  description          = "Taken on by AWS Backup for ${each.key == "backup" ? "backups" : "restore tests"} of ${var.context.use_case} in ${var.context.environment}."
  assume_role_policy   = data.aws_iam_policy_document.trust.minified_json
  permissions_boundary = local._boundary_arns[each.key] # IAM-05

  depends_on = [aws_iam_policy.backup, aws_iam_policy.restore_test]
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = toset(local._roles)

  role       = aws_iam_role.this[each.key].name
  policy_arn = local._boundary_arns[each.key]
}
