# fail: aws_efs_file_system.no_policy, aws_efs_file_system.bad["no_tls"], aws_efs_file_system.bad["no_access_point"]
# fail: aws_efs_file_system.bad["anybody"], aws_efs_file_system.bad["anybody_by_a_mount_target"]
# fail: aws_efs_file_system.bad["tls_for_one_role"], aws_efs_file_system.bad["allowed_by_access_point_alone"]
locals {
  tls   = { Effect = "Deny", Principal = { AWS = "*" }, Action = "*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }
  point = { Effect = "Deny", Principal = "*", Action = "elasticfilesystem:Client*", Resource = "*", Condition = { Null = { "elasticfilesystem:AccessPointArn" = "true" } } }
  allow = { Effect = "Allow", Principal = { AWS = "*" }, Action = "elasticfilesystem:ClientMount", Resource = "*" }
  statements = {
    no_tls                        = [local.point]
    no_access_point               = [local.tls]
    anybody                       = [local.tls, local.point, local.allow]
    anybody_by_a_mount_target     = [local.tls, local.point, merge(local.allow, { Condition = { Bool = { "elasticfilesystem:AccessedViaMountTarget" = "true" } } })]
    tls_for_one_role              = [local.point, merge(local.tls, { Principal = { AWS = "arn:aws:iam::111122223333:role/job" } })]
    allowed_by_access_point_alone = [local.tls, merge(local.allow, { Principal = { AWS = "arn:aws:iam::111122223333:role/job" }, Condition = { StringLike = { "elasticfilesystem:AccessPointArn" = "arn:aws:elasticfilesystem:*" } } })]
  }
}

resource "aws_efs_file_system" "no_policy" {
  encrypted = true
}

resource "aws_efs_file_system" "bad" {
  for_each = local.statements

  creation_token = each.key
}

resource "aws_efs_file_system_policy" "bad" {
  for_each = local.statements

  file_system_id = aws_efs_file_system.bad[each.key].id
  policy         = jsonencode({ Version = "2012-10-17", Statement = each.value })
}
