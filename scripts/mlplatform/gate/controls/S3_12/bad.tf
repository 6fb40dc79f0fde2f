# fail: aws_s3_bucket.bad["not_locked"], aws_s3_bucket.bad["governance"], aws_s3_bucket.bad["too_short"]
# fail: aws_s3_bucket.bad["not_versioned"], aws_s3_bucket.bad["deletable"], aws_s3_bucket.bad["deletable_by_one"]
# fail: aws_s3_bucket.bad["versions_deletable"]
locals {
  good = { mode = "COMPLIANCE", days = 400, status = "Enabled", action = ["s3:DeleteObject*"], condition = {} }
  buckets = {
    not_locked         = merge(local.good, { mode = null })
    governance         = merge(local.good, { mode = "GOVERNANCE" })
    too_short          = merge(local.good, { days = 30 })
    not_versioned      = merge(local.good, { status = "Suspended" })
    deletable          = merge(local.good, { action = ["s3:PutBucketPolicy"] })
    versions_deletable = merge(local.good, { action = ["s3:DeleteObject"] })
    deletable_by_one   = merge(local.good, { condition = { StringNotEquals = { "aws:PrincipalType" = "Account" } } })
  }
}

resource "aws_s3_bucket" "bad" {
  for_each = local.buckets

  bucket              = "bank-${replace(each.key, "_", "-")}"
  object_lock_enabled = true
}

resource "aws_cloudtrail" "this" {
  for_each = local.buckets

  name           = each.key
  s3_bucket_name = aws_s3_bucket.bad[each.key].bucket
}

resource "aws_s3_bucket_object_lock_configuration" "this" {
  for_each = { for key, each in local.buckets : key => each if each.mode != null }

  bucket = aws_s3_bucket.bad[each.key].bucket

  rule {
    default_retention {
      mode = each.value.mode
      days = each.value.days
    }
  }
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.bad[each.key].bucket

  versioning_configuration {
    status = each.value.status
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.bad[each.key].bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = each.value.action
      Resource  = "arn:aws:s3:::bank-${replace(each.key, "_", "-")}/*"
      Condition = each.value.condition
    }]
  })
}
