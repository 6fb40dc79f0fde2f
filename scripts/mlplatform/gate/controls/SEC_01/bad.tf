# fail: aws_secretsmanager_secret.key_of_aws, aws_secretsmanager_secret.not_rotated, aws_secretsmanager_secret.foreign
# fail: aws_secretsmanager_secret_policy.anyone, aws_secretsmanager_secret_version.in_the_state
# fail: aws_ssm_parameter.in_the_state, aws_db_instance.in_the_state, aws_lambda_function.in_the_environment
# fail: aws_codebuild_project.in_the_clear, aws_launch_template.in_a_script, aws_ssm_parameter.private_key
# fail: aws_sagemaker_studio_lifecycle_config.in_base64, aws_ssm_parameter.address_with_a_password
resource "aws_kms_key" "this" {
  description = "Secrets."
}

resource "aws_secretsmanager_secret" "key_of_aws" {
  name = "key-of-aws"
}

resource "aws_secretsmanager_secret" "not_rotated" {
  name       = "not-rotated"
  kms_key_id = aws_kms_key.this.arn
}

resource "aws_secretsmanager_secret" "foreign" {
  name       = "foreign"
  kms_key_id = aws_kms_key.this.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::999999999999:root" }
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}

resource "aws_secretsmanager_secret_rotation" "this" {
  for_each = { key_of_aws = aws_secretsmanager_secret.key_of_aws.id, foreign = aws_secretsmanager_secret.foreign.id }

  secret_id           = each.value
  rotation_lambda_arn = "arn:aws:lambda:eu-west-2:111122223333:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_secretsmanager_secret_policy" "anyone" {
  secret_arn = aws_secretsmanager_secret.key_of_aws.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "secretsmanager:GetSecretValue", Resource = "*" }]
  })
}

resource "aws_secretsmanager_secret_version" "in_the_state" {
  secret_id     = aws_secretsmanager_secret.key_of_aws.id
  secret_string = "to-be-replaced"
}

resource "aws_ssm_parameter" "in_the_state" {
  name  = "in-the-state"
  type  = "SecureString"
  value = "to-be-replaced"
}

resource "aws_db_instance" "in_the_state" {
  identifier          = "in-the-state"
  instance_class      = "db.t3.micro"
  engine              = "postgres"
  allocated_storage   = 20
  username            = "keeper"
  password            = "to-be-replaced"
  skip_final_snapshot = true
}

resource "aws_lambda_function" "in_the_environment" {
  function_name = "in-the-environment"
  role          = "arn:aws:iam::111122223333:role/lambda"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/x@sha256:aaaa"

  environment {
    variables = { DB_PASSWORD = "correct horse" }
  }
}

resource "aws_codebuild_project" "in_the_clear" {
  name         = "in-the-clear"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/build@sha256:aaaa"
    type         = "LINUX_CONTAINER"

    environment_variable {
      name  = "API_TOKEN"
      value = "abcdefgh12345678"
    }
  }

  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_launch_template" "in_a_script" {
  name      = "in-a-script"
  user_data = base64encode("#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${join("", ["AKIA", "ABCDEFGHIJKLMNOP"])}\n")
}

resource "aws_ssm_parameter" "private_key" {
  name  = "private-key"
  type  = "String"
  value = "-----BEGIN ${"RSA"} PRIVATE KEY-----"
}

resource "aws_ssm_parameter" "address_with_a_password" {
  name  = "address"
  type  = "String"
  value = "postgres://keeper:${"correcthorse"}@db.internal:5432/risk"
}

resource "aws_sagemaker_studio_lifecycle_config" "in_base64" {
  studio_lifecycle_config_name     = "in-base64"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content  = base64encode("pip config set global.index-url https://user:${"correcthorse"}@pypi.example.com/simple")
}
