# fail: aws_kms_key.fault["open_to_everyone"]
# fail: aws_kms_key.fault["open_to_the_organization"]
# fail: aws_kms_key.fault["open_to_a_whole_account"]
# fail: aws_kms_key.fault["another_account_encrypts"]
# fail: aws_kms_key.fault["another_account_grants"]
# fail: aws_kms_key.fault["another_account_may_all_but_delete"]
# fail: aws_kms_key.fault["any_role_of_a_name"]
# fail: aws_kms_key.fault["tag_of_another_use_case"]
# fail: aws_kms_grant.encrypting
locals {
  own = { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }
  fault = {
    open_to_everyone = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = "*", Action = "kms:Decrypt", Resource = "*" },
    ] })
    open_to_the_organization = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:Decrypt", Resource = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } } },
    ] })
    open_to_a_whole_account = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = ["kms:Decrypt", "kms:DescribeKey"], Resource = "*" },
    ] })
    another_account_encrypts = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:role/bank-credit-risk-test" }, Action = ["kms:Decrypt", "kms:Encrypt"], Resource = "*" },
    ] })
    another_account_grants = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:role/bank-credit-risk-test" }, Action = ["kms:Decrypt", "kms:CreateGrant"], Resource = "*", Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" } } },
    ] })
    another_account_may_all_but_delete = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:role/bank-credit-risk-test" }, NotAction = "kms:ScheduleKeyDeletion", Resource = "*" },
    ] })
    any_role_of_a_name = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:Decrypt", Resource = "*", Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::444455556666:role/*" } } },
    ] })
    tag_of_another_use_case = jsonencode({ Version = "2012-10-17", Statement = [
      local.own,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = ["kms:Decrypt", "kms:DescribeKey"], Resource = "*", Condition = { StringEquals = { "aws:PrincipalTag/use_case" = "fraud" } } },
    ] })
  }
}

resource "aws_kms_key" "fault" {
  for_each = local.fault

  description = each.key
  policy      = each.value
  tags        = { use_case = "credit_risk" }
}

resource "aws_iam_role_policy_attachment" "tells_the_account" {
  role       = "job"
  policy_arn = "arn:aws:iam::111122223333:policy/job"
}

resource "aws_kms_grant" "encrypting" {
  key_id            = aws_kms_key.fault["open_to_everyone"].key_id
  grantee_principal = "arn:aws:iam::444455556666:role/bank-credit-risk-test"
  operations        = ["Decrypt", "Encrypt"]
}
