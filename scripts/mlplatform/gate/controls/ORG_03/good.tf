# pass: aws_organizations_policy_attachment.root, aws_organizations_policy_attachment.by_variable
resource "aws_organizations_policy" "perimeter" {
  name = "perimeter"

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "OwnResources"
      Effect = "Deny"
      Action = [
        "dynamodb:*", "ecr:*", "kms:*", "lambda:*", "s3:*", "secretsmanager:*", "sns:*", "sqs:*", "sts:AssumeRole",
      ]
      NotResource = [
        "arn:aws:s3:::jumpstart-cache-prod-eu-west-2/*",
        "arn:aws:s3:::prod-eu-west-2-starport-layer-bucket/*",
        "arn:aws:ecr:eu-west-2:764974769150:repository/*",
      ]
      Condition = {
        StringNotEqualsIfExists = { "aws:ResourceOrgID" = "o-exampleorg1" }
        BoolIfExists            = { "aws:ViaAWSService" = "false" }
      }
    }]
  })
}

resource "aws_organizations_policy_attachment" "root" {
  policy_id = aws_organizations_policy.perimeter.id
  target_id = "r-ab12"
}

# The same with the organization of the caller in place of its id.
resource "aws_organizations_policy" "by_variable" {
  name = "by-variable"

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      NotAction = ["iam:*", "organizations:*", "support:*"]
      Resource  = "*"
      Condition = {
        StringNotEqualsIfExists = { "aws:ResourceOrgID" = "$${aws:PrincipalOrgID}" }
        BoolIfExists            = { "aws:PrincipalIsAWSService" = "false" }
      }
    }]
  })
}

resource "aws_organizations_policy_attachment" "by_variable" {
  policy_id = aws_organizations_policy.by_variable.id
  target_id = "ou-cd34-11112222"
}
