# fail: aws_s3_bucket.without_policy, aws_s3_bucket.of["reads_only"], aws_s3_bucket.of["objects_only"]
# fail: aws_s3_bucket.of["one_more_condition"], aws_s3_bucket.of["old_tls"], aws_s3_bucket.of["somebody"], aws_s3_bucket.of["other_bucket"]
locals {
  old = { Effect = "Deny", Principal = "*", Action = "s3:*", Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } } }
  tls = { Effect = "Deny", Principal = "*", Action = "s3:*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  all = ["arn:aws:s3:::example-x", "arn:aws:s3:::example-x/*"]

  statements = {
    reads_only   = [merge(local.tls, { Action = "s3:GetObject", Resource = local.all }), merge(local.old, { Resource = local.all })]
    objects_only = [merge(local.tls, { Resource = "arn:aws:s3:::example-x/*" }), merge(local.old, { Resource = local.all })]
    one_more_condition = [
      merge(local.tls, { Resource = local.all, Condition = { Bool = { "aws:SecureTransport" = "false" }, StringEquals = { "aws:PrincipalAccount" = "111122223333" } } }),
      merge(local.old, { Resource = local.all }),
    ]
    old_tls      = [merge(local.tls, { Resource = local.all })]
    somebody     = [merge(local.tls, { Resource = local.all, Principal = { AWS = "111122223333" } }), merge(local.old, { Resource = local.all })]
    other_bucket = [merge(local.tls, { Resource = ["arn:aws:s3:::another", "arn:aws:s3:::another/*"] }), merge(local.old, { Resource = local.all })]
  }
}

resource "aws_s3_bucket" "without_policy" {
  bucket = "example-without-policy"
}

resource "aws_s3_bucket" "of" {
  for_each = local.statements

  bucket = "example-x"
}

resource "aws_s3_bucket_policy" "of" {
  for_each = local.statements

  bucket = aws_s3_bucket.of[each.key].id
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}
