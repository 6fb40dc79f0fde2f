# undecided: aws_secretsmanager_secret.some_key, aws_secretsmanager_secret.some_policy
resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_kms_key" "this" {
  description = "Secrets."
}

resource "aws_secretsmanager_secret" "some_key" {
  name       = "some-key"
  kms_key_id = terraform_data.later.output
}

resource "aws_secretsmanager_secret" "some_policy" {
  name       = "some-policy"
  kms_key_id = aws_kms_key.this.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = terraform_data.later.output }, Action = "secretsmanager:GetSecretValue", Resource = "*" }]
  })
}

resource "aws_secretsmanager_secret_rotation" "this" {
  for_each = { key = aws_secretsmanager_secret.some_key.id, policy = aws_secretsmanager_secret.some_policy.id }

  secret_id           = each.value
  rotation_lambda_arn = "arn:aws:lambda:eu-west-2:111122223333:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}
