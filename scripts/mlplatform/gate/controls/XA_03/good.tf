# pass: aws_kms_key.sound["own_account_alone"]
# pass: aws_kms_key.sound["role_named_after_the_use_case"]
# pass: aws_kms_key.sound["account_under_a_tag"]
# pass: aws_kms_key.sound["everyone_of_this_account"]
# pass: aws_kms_key.sound["service"], aws_kms_key.sound["more_that_a_deny_takes_away"]
# pass: aws_kms_key_policy.apart, aws_kms_grant.reading
locals {
  own = { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }
  sound = {
    own_account_alone = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/job" }, Action = "kms:Encrypt", Resource = "*" },
    ] })
    role_named_after_the_use_case = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:role/bank-credit-risk-test-deploy" }, Action = ["kms:Decrypt", "kms:DescribeKey"], Resource = "*" },
    ] })
    account_under_a_tag = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = ["kms:Decrypt", "kms:DescribeKey"], Resource = "*", Condition = { StringEquals = { "aws:PrincipalTag/use_case" = "credit_risk" } } },
    ] })
    everyone_of_this_account = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "*" }, Action = ["kms:Decrypt", "kms:GenerateDataKey*"], Resource = "*", Condition = { StringEquals = { "kms:CallerAccount" = "111122223333", "kms:ViaService" = "s3.eu-west-2.amazonaws.com" } } },
    ] })
    more_that_a_deny_takes_away = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:role/bank-credit-risk-test-deploy" }, Action = "kms:*", Resource = "*" },
      { Effect = "Deny", Principal = "*", NotAction = ["kms:Decrypt", "kms:DescribeKey"], Resource = "*", Condition = { StringNotEquals = { "aws:PrincipalAccount" = "111122223333" } } },
    ] })
    service = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { Service = "logs.eu-west-2.amazonaws.com" }, Action = ["kms:Encrypt*", "kms:Decrypt*"], Resource = "*" },
    ] })
  }
}

resource "aws_kms_key" "sound" {
  for_each = local.sound

  description = each.key
  policy      = each.value
  tags        = { use_case = "credit_risk" }
}

resource "aws_kms_key" "apart" {
  description = "Its policy is a resource of its own."
  tags        = { use_case = "credit_risk" }
}

resource "aws_kms_key_policy" "apart" {
  key_id = aws_kms_key.apart.key_id
  policy = local.sound["role_named_after_the_use_case"]
}

resource "aws_kms_grant" "reading" {
  key_id            = aws_kms_key.apart.key_id
  grantee_principal = "arn:aws:iam::444455556666:role/bank-credit-risk-test-deploy"
  operations        = ["Decrypt", "DescribeKey"]
}

resource "aws_iam_role_policy_attachment" "tells_the_account" {
  role       = "job"
  policy_arn = "arn:aws:iam::111122223333:policy/job"
}
