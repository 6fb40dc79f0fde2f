# fail: aws_cloudtrail.to["open"], aws_cloudtrail.to["logs_itself"], aws_cloudtrail.to["governed"], aws_cloudtrail.to["short"]
# fail: aws_cloudtrail.to["deletable"], aws_cloudtrail.to["deletable_below"], aws_cloudtrail.to["deletable_by_some"], aws_cloudtrail.to["unlocked"]
locals {
  faults = toset(["open", "logs_itself", "governed", "short", "deletable", "deletable_below", "deletable_by_some", "unlocked"])
  deny   = { Effect = "Deny", Principal = "*", Action = "s3:Delete*" }
}

resource "aws_s3_bucket" "trail" {
  for_each = local.faults

  bucket              = "bank-trail-${replace(each.key, "_", "-")}"
  object_lock_enabled = true
}

resource "aws_s3_bucket" "access_logs" {
  bucket = "bank-trail-access-logs"
}

resource "aws_s3_bucket_public_access_block" "trail" {
  for_each = local.faults

  bucket                  = aws_s3_bucket.trail[each.key].id
  block_public_acls       = true
  block_public_policy     = each.key != "open"
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_logging" "trail" {
  for_each = local.faults

  bucket        = aws_s3_bucket.trail[each.key].id
  target_bucket = each.key == "logs_itself" ? "bank-trail-logs-itself" : "bank-trail-access-logs"
  target_prefix = "trail/"
}

resource "aws_s3_bucket_object_lock_configuration" "trail" {
  for_each = setsubtract(local.faults, ["unlocked"])

  bucket = aws_s3_bucket.trail[each.key].id

  rule {
    default_retention {
      mode = each.key == "governed" ? "GOVERNANCE" : "COMPLIANCE"
      days = each.key == "short" ? 90 : 400
    }
  }
}

# Of deletable nothing is denied; of deletable_below the bucket alone, not what is in it; of deletable_by_some
# everything, but only to people.
resource "aws_s3_bucket_policy" "trail" {
  for_each = setsubtract(local.faults, ["deletable"])

  bucket = aws_s3_bucket.trail[each.key].id

  policy = jsonencode({ Version = "2012-10-17", Statement = [merge(
    local.deny,
    { Resource = concat(["arn:aws:s3:::bank-trail-${replace(each.key, "_", "-")}"],
    each.key == "deletable_below" ? [] : ["arn:aws:s3:::bank-trail-${replace(each.key, "_", "-")}/*"]) },
    each.key == "deletable_by_some" ? { Condition = { StringLike = { "aws:PrincipalArn" = "arn:aws:iam::*:user/*" } } } : {},
  )] })
}

resource "aws_cloudtrail" "to" {
  for_each = local.faults

  name           = each.key
  s3_bucket_name = aws_s3_bucket.trail[each.key].id
}
