# pass: aws_efs_file_system.homes, aws_efs_file_system.by_reference
locals {
  tls   = { Effect = "Deny", Principal = { AWS = "*" }, Action = "*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  point = { Effect = "Deny", Principal = "*", Action = "elasticfilesystem:Client*", Resource = "*", Condition = { Null = { "elasticfilesystem:AccessPointArn" = "true" } } }
  allow = {
    Effect    = "Allow"
    Principal = { AWS = "arn:aws:iam::111122223333:role/job" }
    Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
    Resource  = "*"
  }
}

resource "aws_efs_file_system" "homes" {
  encrypted = true
}

resource "aws_efs_file_system_policy" "homes" {
  file_system_id = aws_efs_file_system.homes.id
  policy         = jsonencode({ Version = "2012-10-17", Statement = [local.tls, local.point, local.allow] })
}

resource "aws_efs_file_system" "by_reference" {
  encrypted = true
}

resource "aws_efs_access_point" "this" {
  file_system_id = aws_efs_file_system.by_reference.id
}

data "aws_iam_policy_document" "by_reference" {
  statement {
    effect    = "Deny"
    actions   = ["*"]
    resources = [aws_efs_file_system.by_reference.arn]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  statement {
    effect    = "Deny"
    actions   = ["elasticfilesystem:ClientMount"]
    resources = [aws_efs_file_system.by_reference.arn]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "elasticfilesystem:AccessPointArn"
      values   = [aws_efs_access_point.this.arn]
    }
  }
}

resource "aws_efs_file_system_policy" "by_reference" {
  file_system_id = aws_efs_file_system.by_reference.id
  policy         = data.aws_iam_policy_document.by_reference.json
}
