# pass: aws_secretsmanager_secret.this, aws_secretsmanager_secret_version.write_only, aws_secretsmanager_secret_policy.this
resource "aws_kms_key" "this" {
  description = "Secrets."
}

resource "aws_secretsmanager_secret" "this" {
  name       = "database"
  kms_key_id = aws_kms_key.this.arn
}

resource "aws_secretsmanager_secret_rotation" "this" {
  secret_id           = aws_secretsmanager_secret.this.id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-2:111122223333:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_secretsmanager_secret_version" "write_only" { # kept in no state
  secret_id                = aws_secretsmanager_secret.this.id
  secret_string_wo         = "to-be-replaced"
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_policy" "this" {
  secret_arn = aws_secretsmanager_secret.this.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/reader" }
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}

# Where the secret is, and not the secret.
resource "aws_lambda_function" "told_where" {
  function_name = "told-where"
  role          = "arn:aws:iam::111122223333:role/lambda"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/x@sha256:aaaa"

  environment {
    variables = {
      PASSWORD_ARN    = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:database-a1b2c3"
      DATABASE_SECRET = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:database-a1b2c3"
      TOKEN_URL       = "https://login.example.com/token"
    }
  }
}

resource "aws_db_instance" "managed" {
  identifier                  = "managed"
  instance_class              = "db.t3.micro"
  engine                      = "postgres"
  allocated_storage           = 20
  username                    = "keeper"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
