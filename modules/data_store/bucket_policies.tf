# Nothing is granted here: whoever may read or write has it from an IAM policy of this account. The policy only
# refuses, and each refusal is a statement of its own, so that none is undone by the conditions of another. Endpoint and
# key are named from the inputs and not through a local, which no plan holds: so even a first plan, which knows neither
# yet, shows whose they will be.
locals {
  # Roles that nobody but a service can take on: those linked to services (Config, Macie, Access Analyzer), and those
  # that the caller names. Such a service works from outside the network, with a role, so no key says "service".
  _service_roles = concat(["arn:${var.context.partition}:iam::${var.context.account_id}:role/aws-service-role/*"], sort(var.service_role_arns))
  _managers      = concat(local._service_roles, sort(var.management_role_arns))

  # Terraform takes away the policy before the bucket; who may not do that gets no further.
  _never = ["s3:PutBucketAcl", "s3:PutBucketWebsite"]
  _kept  = ["s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:DeleteObjectVersion"]
}

data "aws_iam_policy_document" "bucket" {
  for_each = local._bucket_names

  statement { # S3-03
    sid       = "DenyWithoutTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local._bucket_arns[each.key], "${local._bucket_arns[each.key]}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  statement { # S3-03
    sid       = "DenyOldTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local._bucket_arns[each.key], "${local._bucket_arns[each.key]}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "NumericLessThan"
      variable = "s3:TlsVersion"
      values   = ["1.2"]
    }
  }

  statement { # S3-09
    sid       = "DenyOutsideOrganization"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local._bucket_arns[each.key], "${local._bucket_arns[each.key]}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringNotEqualsIfExists"
      variable = "aws:PrincipalOrgID"
      values   = [var.context.organization_id]
    }
    condition {
      test     = "BoolIfExists"
      variable = "aws:PrincipalIsAWSService"
      values   = ["false"]
    }
  }

  # Of the organization is not enough: other use cases are in it too, each in accounts of its own. S3-10.
  statement {
    sid       = "DenyOtherAccounts"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local._bucket_arns[each.key], "${local._bucket_arns[each.key]}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringNotEqualsIfExists"
      variable = "aws:PrincipalAccount"
      values   = [var.context.account_id]
    }
    condition {
      test     = "BoolIfExists"
      variable = "aws:PrincipalIsAWSService"
      values   = ["false"]
    }
  }

  # Objects come and go through the network alone, whoever asks: the role that applies has no way to them. S3-09.
  statement {
    sid       = "DenyObjectsOutsideNetwork"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["${local._bucket_arns[each.key]}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringNotEqualsIfExists"
      variable = "aws:SourceVpce"
      values   = concat([var.network.s3_endpoint_id], sort(var.bank_endpoint_ids))
    }
    condition {
      test     = "BoolIfExists"
      variable = "aws:PrincipalIsAWSService"
      values   = ["false"]
    }
    condition {
      test     = "BoolIfExists"
      variable = "aws:ViaAWSService"
      values   = ["false"]
    }
    condition {
      test     = "ArnNotLikeIfExists"
      variable = "aws:PrincipalArn"
      values   = local._service_roles
    }
  }

  statement { # S3-09
    sid       = "DenyBucketOutsideNetwork"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local._bucket_arns[each.key]]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringNotEqualsIfExists"
      variable = "aws:SourceVpce"
      values   = concat([var.network.s3_endpoint_id], sort(var.bank_endpoint_ids))
    }
    condition {
      test     = "BoolIfExists"
      variable = "aws:PrincipalIsAWSService"
      values   = ["false"]
    }
    condition {
      test     = "BoolIfExists"
      variable = "aws:ViaAWSService"
      values   = ["false"]
    }
    condition {
      test     = "ArnNotLikeIfExists"
      variable = "aws:PrincipalArn"
      values   = local._managers
    }
  }

  # No condition, so nobody is let through: neither break-glass nor the role that applies. REL-03.
  statement {
    sid       = "DenyForEveryone"
    effect    = "Deny"
    actions   = concat(local._never, var.deletion_protection ? local._kept : [])
    resources = [local._bucket_arns[each.key], "${local._bucket_arns[each.key]}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }

  source_policy_documents = [data.aws_iam_policy_document.encryption[each.key].json]
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local._bucket_names

  bucket = aws_s3_bucket.this[each.key].bucket
  policy = data.aws_iam_policy_document.bucket[each.key].minified_json

  # Last to come and first to go: an apply that would destroy a protected bucket ends at its policy, with every other
  # fence still up. Nothing waits for the lifecycle, which the provider takes a minute to call made.
  depends_on = [
    aws_s3_bucket_logging.this,
    aws_s3_bucket_ownership_controls.this,
    aws_s3_bucket_public_access_block.this,
    aws_s3_bucket_server_side_encryption_configuration.this,
    aws_s3_bucket_versioning.this,
  ]
}
