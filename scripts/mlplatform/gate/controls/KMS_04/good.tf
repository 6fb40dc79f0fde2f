# pass: aws_kms_key.own_account_alone, aws_kms_key.default_of_aws, aws_kms_key.trusted_account, aws_kms_key.anyone_of_the_organization
locals {
  administer = {
    Effect    = "Allow"
    Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }
    Action    = ["kms:DescribeKey", "kms:PutKeyPolicy"]
    Resource  = "*"
  }
}

resource "aws_kms_key" "default_of_aws" { # whatever else is wrong with that: it is one account's
  description = "Has the policy that AWS writes."
}

resource "aws_kms_key" "own_account_alone" {
  description = "The account that may put the policy is its own."
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [local.administer,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { Service = "logs.eu-west-2.amazonaws.com" }, Action = "kms:Decrypt", Resource = "*" },
    ]
  })
}

resource "aws_kms_key" "trusted_account" {
  description = "An account of the bank reads with it."
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [local.administer,
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::444455556666:role/deployer" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:ReEncrypt*"]
        Resource  = "*"
      },
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::444455556666:root" }
        Action    = "kms:CreateGrant"
        Resource  = "*"
        Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" } }
      },
    ]
  })
}

resource "aws_kms_key" "anyone_of_the_organization" {
  description = "Whoever is in the organization."
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [local.administer, {
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = ["kms:Decrypt", "kms:DescribeKey"]
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
    }]
  })
}
