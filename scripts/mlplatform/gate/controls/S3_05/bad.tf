# fail: aws_s3_bucket.no_policy, aws_s3_bucket.bad["where_named_alone"], aws_s3_bucket.bad["header_alone"]
# fail: aws_s3_bucket.bad["callers_key_left"], aws_s3_bucket.bad["one_role"], aws_s3_bucket.bad["part_of_the_bucket"]
# fail: aws_s3_bucket.bad["without_mfa"], aws_s3_bucket.bad["any_key_of_kms"]
locals {
  key  = "s3:x-amz-server-side-encryption-aws-kms-key-id"
  how  = "s3:x-amz-server-side-encryption"
  ours = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
  deny = { Effect = "Deny", Principal = "*", Action = "s3:PutObject" }
  statements = {
    # AES256 and the caller's own key go through: neither names a key of KMS.
    where_named_alone = merge(local.deny, { Condition = { Null = { (local.key) = "false" }, StringNotEquals = { (local.key) = local.ours } } })
    # Whose key it is, is not asked.
    header_alone       = merge(local.deny, { Condition = { StringNotEquals = { (local.how) = "aws:kms" } } })
    any_key_of_kms     = merge(local.deny, { Condition = { StringNotLike = { (local.key) = "arn:aws:kms:*" } } })
    callers_key_left   = merge(local.deny, { Condition = { StringNotEqualsIfExists = { (local.how) = "aws:kms", (local.key) = local.ours } } })
    one_role           = merge(local.deny, { Principal = { AWS = "arn:aws:iam::111122223333:role/x" }, Condition = { StringNotEquals = { (local.key) = local.ours } } })
    part_of_the_bucket = merge(local.deny, { Resource = "arn:aws:s3:::bank-part-of-the-bucket/in/*", Condition = { StringNotEquals = { (local.key) = local.ours } } })
    without_mfa = merge(local.deny, {
      Condition = { StringNotEquals = { (local.key) = local.ours }, Bool = { "aws:MultiFactorAuthPresent" = "false" } }
    })
  }
}

resource "aws_s3_bucket" "no_policy" {
  bucket = "bank-no-policy"
}

resource "aws_s3_bucket" "bad" {
  for_each = local.statements

  bucket = "bank-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "bad" {
  for_each = local.statements

  bucket = aws_s3_bucket.bad[each.key].bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge({ Resource = "arn:aws:s3:::bank-${replace(each.key, "_", "-")}/*" }, each.value)]
  })
}
