# fail: aws_iam_role.this["everybody"], aws_iam_role.this["everybody_of_the_organization"], aws_iam_role.this["account"]
# fail: aws_iam_role.this["account_number"], aws_iam_role.this["user"], aws_iam_role.this["no_condition"]
# fail: aws_iam_role.this["another_organization"], aws_iam_role.this["any_organization"], aws_iam_role.this["if_exists"]
# fail: aws_iam_role.this["external_id_by_pattern"]
# fail: aws_iam_role.this["any_external_id"], aws_iam_role.this["one_of_two"], aws_iam_role.this["session"]
locals {
  pipeline     = { AWS = "arn:aws:iam::444455556666:role/pipeline" }
  organization = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
  trusts = {
    everybody                     = ["*", {}]
    everybody_of_the_organization = [{ AWS = "*" }, local.organization]
    account                       = [{ AWS = "arn:aws:iam::444455556666:root" }, local.organization]
    account_number                = [{ AWS = "444455556666" }, local.organization]
    user                          = [{ AWS = "arn:aws:iam::444455556666:user/somebody" }, local.organization]
    session                       = [{ AWS = "arn:aws:sts::444455556666:assumed-role/pipeline/run" }, local.organization]
    no_condition                  = [local.pipeline, {}]
    another_organization          = [local.pipeline, { StringEquals = { "aws:PrincipalOrgID" = "o-someoneelse" } }]
    any_organization              = [local.pipeline, { StringLike = { "aws:PrincipalOrgID" = "o-*" } }]
    if_exists                     = [local.pipeline, { StringEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1" } }]
    any_external_id               = [local.pipeline, { StringLike = { "sts:ExternalId" = "*" } }]
    external_id_by_pattern        = [local.pipeline, { StringLike = { "sts:ExternalId" = "vendor-*" } }]
    one_of_two                    = [{ AWS = ["arn:aws:iam::111122223333:role/own", "arn:aws:iam::999988887777:role/vendor"] }, {}]
  }
}

resource "aws_iam_role" "this" {
  for_each = local.trusts

  name                 = each.key
  permissions_boundary = "arn:aws:iam::111122223333:policy/boundary"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = each.value[0]
      Condition = each.value[1]
    }]
  })
}
