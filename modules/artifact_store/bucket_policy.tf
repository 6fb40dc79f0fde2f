# Who comes to which stage. Another account is let in as its deploy role, which reads the stage of its own environment;
# pipelines are of this account and hold their rights themselves, and everybody else is refused here.
locals {
  _stages = {
    dev  = { readers = ["dev", "test"] }
    test = { readers = ["test", "prod"] }
    prod = { readers = ["prod"] }
  }

  # The pipeline of a stage reads what the stage before has written. AWS Backup reads all of it.
  _readers = { for stage, of in local._stages : stage => sort(concat(
    [var.backup_role_arn, var.deploy_role_arns[stage]],
    [for environment in of.readers : var.pipeline_role_arns[environment]],
  )) }

  _refusals = concat(
    [
      {
        sid        = "DenyWithoutTls", actions = ["s3:*"], resources = [local._bucket_arn, "${local._bucket_arn}/*"] # S3-03
        conditions = [{ test = "Bool", variable = "aws:SecureTransport", values = ["false"] }]
      },
      {
        sid        = "DenyOldTls", actions = ["s3:*"], resources = [local._bucket_arn, "${local._bucket_arn}/*"] # S3-03
        conditions = [{ test = "NumericLessThan", variable = "s3:TlsVersion", values = ["1.2"] }]
      },
      {
        sid = "DenyOutsideOrganization", actions = ["s3:*"], resources = [local._bucket_arn, "${local._bucket_arn}/*"] # S3-09
        conditions = [
          { test = "StringNotEqualsIfExists", variable = "aws:PrincipalOrgID", values = [var.context.organization_id] },
          { test = "BoolIfExists", variable = "aws:PrincipalIsAWSService", values = ["false"] },
        ]
      },
      # What went to prod is evidence; old versions go by the lifecycle alone. S3-12.
      { sid = "DenyDelete", actions = ["s3:DeleteObject", "s3:DeleteObjectVersion"], resources = ["${local._bucket_arn}/*"], conditions = [] },
      {
        sid        = "DenyOtherReaders", actions = ["s3:GetObject", "s3:GetObjectVersion"], resources = ["${local._bucket_arn}/*"] # XA-06
        conditions = [{ test = "ArnNotEquals", variable = "aws:PrincipalArn", values = sort(distinct(flatten(values(local._readers)))) }]
      },
      {
        # Names say something too. Whoever sets the bucket up comes to it, and to no object.
        sid        = "DenyOtherListers", actions = ["s3:ListBucket", "s3:ListBucketVersions"], resources = [local._bucket_arn] # S3-09
        conditions = [{ test = "ArnNotEquals", variable = "aws:PrincipalArn", values = sort(distinct(concat(tolist(var.management_role_arns), flatten(values(local._readers))))) }]
      },
      {
        sid        = "DenyOtherWriters", actions = ["s3:PutObject"], resources = ["${local._bucket_arn}/*"] # XA-06
        conditions = [{ test = "ArnNotEquals", variable = "aws:PrincipalArn", values = sort(values(var.pipeline_role_arns)) }]
      },
    ],
    [for stage, readers in local._readers : {
      sid        = "DenyOtherReadersOf${title(stage)}", actions = ["s3:GetObject", "s3:GetObjectVersion"], resources = ["${local._bucket_arn}/${stage}/*"] # XA-06
      conditions = [{ test = "ArnNotEquals", variable = "aws:PrincipalArn", values = readers }]
    }],
    [for stage in keys(local._stages) : {
      sid        = "DenyOtherWritersOf${title(stage)}", actions = ["s3:PutObject"], resources = ["${local._bucket_arn}/${stage}/*"] # XA-06
      conditions = [{ test = "ArnNotEquals", variable = "aws:PrincipalArn", values = [var.pipeline_role_arns[stage]] }]
    }],
    [
      {
        sid        = "DenyCallersKey", actions = ["s3:PutObject"], resources = ["${local._bucket_arn}/*"] # S3-05
        conditions = [{ test = "Null", variable = "s3:x-amz-server-side-encryption-customer-algorithm", values = ["false"] }]
      },
      {
        sid = "DenyOtherEncryption", actions = ["s3:PutObject"], resources = ["${local._bucket_arn}/*"] # S3-05
        conditions = [
          { test = "Null", variable = "s3:x-amz-server-side-encryption", values = ["false"] },
          { test = "StringNotEquals", variable = "s3:x-amz-server-side-encryption", values = ["aws:kms"] },
        ]
      },
      {
        sid = "DenyUnnamedKey", actions = ["s3:PutObject"], resources = ["${local._bucket_arn}/*"] # S3-05
        conditions = [
          { test = "StringEquals", variable = "s3:x-amz-server-side-encryption", values = ["aws:kms"] },
          { test = "Null", variable = "s3:x-amz-server-side-encryption-aws-kms-key-id", values = ["true"] },
        ]
      },
      {
        sid = "DenyOtherKey", actions = ["s3:PutObject"], resources = ["${local._bucket_arn}/*"] # S3-05
        conditions = [
          { test = "Null", variable = "s3:x-amz-server-side-encryption-aws-kms-key-id", values = ["false"] },
          { test = "StringNotEquals", variable = "s3:x-amz-server-side-encryption-aws-kms-key-id", values = [var.kms_key_arn] },
        ]
      },
    ],
  )
}

data "aws_iam_policy_document" "bucket" {
  dynamic "statement" {
    for_each = var.deploy_role_arns
    content {
      sid       = "Read${title(statement.key)}"
      actions   = ["s3:GetObject", "s3:GetObjectVersion"]
      resources = ["${local._bucket_arn}/${statement.key}/*"]

      principals {
        type        = "AWS"
        identifiers = [statement.value] # XA-06
      }
      condition {
        test     = "StringEquals"
        variable = "aws:PrincipalOrgID" # S3-09
        values   = [var.context.organization_id]
      }
    }
  }

  dynamic "statement" {
    for_each = local._refusals
    content {
      sid       = statement.value.sid
      effect    = "Deny"
      actions   = statement.value.actions
      resources = statement.value.resources

      principals {
        type        = "*"
        identifiers = ["*"]
      }
      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.bucket
  policy = data.aws_iam_policy_document.bucket.minified_json

  # One change of a bucket at a time: AWS refuses the second.
  depends_on = [aws_s3_bucket_public_access_block.this]
}
