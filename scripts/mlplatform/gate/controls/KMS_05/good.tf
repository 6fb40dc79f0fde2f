# pass: aws_kms_key.two_groups, aws_kms_key.through_services, aws_kms_key.tagged_users, aws_kms_key_policy.apart
resource "aws_kms_key" "two_groups" {
  description = "Administrators and users are other roles."
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Administer"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }
        Action    = ["kms:DescribeKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey"]
        Resource  = "*"
      },
      {
        Sid       = "Use"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:role/scientist" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
      },
      {
        Sid       = "GrantToServices"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:role/scientist" }
        Action    = "kms:CreateGrant"
        Resource  = "*"
        Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" } }
      },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.eu-west-2.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
      },
    ]
  })
}

# The account may use it through services, and put its policy only as one of two roles.
resource "aws_kms_key" "through_services" {
  description = "The account is let in on conditions."
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Administer"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }
        Action    = ["kms:DescribeKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]
        Resource  = "*"
      },
      {
        Sid       = "UseThroughServices"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:root" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"]
        Resource  = "*"
        Condition = { StringEquals = { "kms:ViaService" = "s3.eu-west-2.amazonaws.com", "kms:CallerAccount" = "111122223333" } }
      },
      {
        Sid       = "Recover"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:root" }
        Action    = ["kms:DescribeKey", "kms:PutKeyPolicy"]
        Resource  = "*"
      },
      {
        Sid       = "RefusePolicyOfOthers"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "kms:PutKeyPolicy"
        Resource  = "*"
        Condition = { ArnNotEquals = { "aws:PrincipalArn" = ["arn:aws:iam::111122223333:role/key-administrator", "arn:aws:iam::111122223333:role/break-glass"] } }
      },
      {
        Sid       = "RefuseGrantsToPeople"
        Effect    = "Deny"
        Principal = "*"
        Action    = "kms:CreateGrant"
        Resource  = "*"
        Condition = { BoolIfExists = { "kms:GrantIsForAWSResource" = "false" } }
      },
    ]
  })
}

resource "aws_kms_key" "tagged_users" {
  description = "Only principals of the use case use it."
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }
        Action    = ["kms:Describe*", "kms:Put*", "kms:ScheduleKeyDeletion"]
        Resource  = "*"
      },
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:root" }
        Action    = "kms:Decrypt"
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalTag/use_case" = "credit_risk" } }
      },
    ]
  })
}

resource "aws_kms_key" "apart" {
  description = "Its policy stands in a resource of its own."
}

resource "aws_kms_key_policy" "apart" {
  key_id = aws_kms_key.apart.key_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }
      Action    = ["kms:DescribeKey", "kms:PutKeyPolicy"]
      Resource  = "*"
    }]
  })
}
