# pass: aws_kms_key.through_services, aws_kms_key.straight_is_denied, aws_kms_key.for_a_service, aws_kms_key.used_by_nobody
locals {
  administer = {
    Effect    = "Allow"
    Principal = { AWS = "arn:aws:iam::111122223333:role/key-administrator" }
    Action    = ["kms:DescribeKey", "kms:PutKeyPolicy"]
    Resource  = "*"
  }
}

resource "aws_kms_key" "through_services" {
  description = "Use and grants through S3 and SageMaker."
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [local.administer,
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:root" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "kms:ViaService" = ["s3.eu-west-2.amazonaws.com", "sagemaker.eu-west-2.amazonaws.com"] } }
      },
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:role/job" }
        Action    = "kms:CreateGrant"
        Resource  = "*"
        Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" } }
      },
    ]
  })
}

resource "aws_kms_key" "straight_is_denied" {
  description = "The same, by a denial."
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [local.administer,
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/job" }, Action = "kms:Decrypt", Resource = "*" },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "kms:Decrypt"
        Resource  = "*"
        Condition = { StringNotEquals = { "kms:ViaService" = "s3.eu-west-2.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_kms_key" "for_a_service" { # a service comes as itself, not by way of another
  description = "Log groups."
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [local.administer, {
      Effect    = "Allow"
      Principal = { Service = "logs.eu-west-2.amazonaws.com" }
      Action    = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*"]
      Resource  = "*"
      Condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-west-2:111122223333:log-group:*" } }
    }]
  })
}

resource "aws_kms_key" "used_by_nobody" {
  description = "Nobody uses it yet."
  policy      = jsonencode({ Version = "2012-10-17", Statement = [local.administer] })
}

resource "aws_kms_key" "signs" { # no service signs for a caller: not concerned
  description              = "Signatures of models."
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.administer, { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/job" }, Action = "kms:Sign", Resource = "*" }]
  })
}
