# fail: aws_iam_role.bad["anywhere"], aws_iam_role.bad["by_prefix"], aws_iam_role.bad["by_variable"], aws_iam_role.bad["if_exists"]
# fail: aws_iam_role.bad["another_organization"], aws_iam_role.bad["who_asks"], aws_iam_role.bad["denied_to_few"]
# fail: aws_iam_role.bad["denied_for_one_kind"], aws_iam_role.bad["spared_by_name"], aws_iam_role.managed
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  anywhere = { Effect = "Allow", Action = ["s3:Put*"], Resource = "*" }
  refuse   = { Effect = "Deny", Action = "s3:*", Resource = "*", Condition = { StringNotEquals = { "aws:ResourceOrgID" = "o-exampleorg1" } } }
  statements = {
    anywhere             = [local.anywhere]
    by_prefix            = [merge(local.anywhere, { Resource = "arn:aws:s3:::bank-*/*" })]
    by_variable          = [merge(local.anywhere, { Resource = "arn:aws:s3:::bank-$${aws:PrincipalTag/use_case}/*" })]
    if_exists            = [merge(local.anywhere, { Condition = { StringNotEquals = { "aws:ResourceOrgID" = "o-another0000" } } })]
    another_organization = [merge(local.anywhere, { Condition = { StringEquals = { "aws:ResourceOrgID" = ["o-exampleorg1", "o-otherothero"] } } })]
    who_asks             = [merge(local.anywhere, { Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } } })]
    denied_to_few        = [local.anywhere, merge(local.refuse, { Condition = merge(local.refuse.Condition, { Bool = { "aws:MultiFactorAuthPresent" = "false" } }) })]
    denied_for_one_kind  = [local.anywhere, merge(local.refuse, { Action = "s3:PutObjectTagging" })]
    spared_by_name       = [local.anywhere, { for k, v in merge(local.refuse, { NotResource = ["arn:aws:s3:::partner-*"] }) : k => v if k != "Resource" }]
  }
}

resource "aws_iam_role" "bad" {
  for_each = local.statements

  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "bad" {
  for_each = local.statements

  name   = each.key
  role   = aws_iam_role.bad[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role" "managed" {
  name               = "managed"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "managed" {
  role       = aws_iam_role.managed.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
}
