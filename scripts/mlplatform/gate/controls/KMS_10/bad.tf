# fail: aws_sqs_queue.none, aws_sqs_queue.alias_of_aws, aws_sqs_queue.foreign, aws_sqs_queue.foreign_by_alias
# fail: aws_ecr_repository.no_block, aws_ecr_repository.aes
# fail: aws_s3_bucket.no_default, aws_s3_bucket_server_side_encryption_configuration.aes
# fail: aws_s3_bucket_server_side_encryption_configuration.logs_to_itself
# fail: aws_s3_bucket_server_side_encryption_configuration.logs_and_people
# fail: aws_s3_object.aes, aws_ebs_volume.switched_off, aws_db_instance.insights_without_a_key
# fail: aws_dynamodb_table.key_of_aws, aws_dynamodb_table.replica_without, aws_instance.left_to_the_account
# fail: aws_sagemaker_feature_group.online_without, aws_sfn_activity.left_to_aws, aws_ssm_parameter.secret
# fail: aws_glue_security_configuration.disabled, aws_ebs_default_kms_key.of_aws
# pass: aws_s3_bucket.aes, aws_s3_bucket.logs_to_itself, aws_s3_bucket.logs_and_people
resource "aws_kms_key" "this" {
  description = "Whatever is kept here."
}

resource "aws_kms_alias" "of_another_account" {
  name          = "alias/elsewhere"
  target_key_id = "arn:aws:kms:eu-west-2:999999999999:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_sqs_queue" "none" {
  name                    = "none"
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue" "alias_of_aws" {
  name              = "alias-of-aws"
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_sqs_queue" "foreign" {
  name              = "foreign"
  kms_master_key_id = "arn:aws:kms:eu-west-2:999999999999:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_sqs_queue" "foreign_by_alias" {
  name              = "foreign-by-alias"
  kms_master_key_id = aws_kms_alias.of_another_account.name
}

resource "aws_ecr_repository" "no_block" {
  name = "no-block"
}

resource "aws_ecr_repository" "aes" {
  name = "aes"

  encryption_configuration {
    encryption_type = "AES256"
  }
}

resource "aws_s3_bucket" "no_default" {
  bucket = "bank-no-default"
}

resource "aws_s3_bucket" "aes" {
  bucket = "bank-aes"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "aes" {
  bucket = aws_s3_bucket.aes.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# A data bucket is no bucket of access logs because it logs into itself.
resource "aws_s3_bucket" "logs_to_itself" {
  bucket = "bank-logs-to-itself"
}

resource "aws_s3_bucket_logging" "logs_to_itself" {
  bucket        = aws_s3_bucket.logs_to_itself.bucket
  target_bucket = aws_s3_bucket.logs_to_itself.bucket
  target_prefix = "logs/"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs_to_itself" {
  bucket = aws_s3_bucket.logs_to_itself.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# Nor is one into which people write beside the delivery.
resource "aws_s3_bucket" "logs_and_people" {
  bucket = "bank-logs-and-people"
}

resource "aws_s3_bucket_logging" "logs_and_people" {
  bucket        = aws_s3_bucket.aes.bucket
  target_bucket = aws_s3_bucket.logs_and_people.bucket
  target_prefix = "logs/"
}

resource "aws_s3_bucket_policy" "logs_and_people" {
  bucket = aws_s3_bucket.logs_and_people.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/analyst" }
      Action    = "s3:Put*"
      Resource  = "arn:aws:s3:::bank-logs-and-people/*"
    }]
  })
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs_and_people" {
  bucket = aws_s3_bucket.logs_and_people.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_object" "aes" {
  bucket                 = aws_s3_bucket.aes.bucket
  key                    = "aes"
  content                = "x"
  server_side_encryption = "AES256"
}

resource "aws_ebs_default_kms_key" "of_aws" {
  key_arn = "arn:aws:kms:eu-west-2:999999999999:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_ebs_volume" "switched_off" {
  availability_zone = "eu-west-2a"
  size              = 1
  encrypted         = false
}

resource "aws_db_instance" "insights_without_a_key" {
  identifier                   = "insights"
  instance_class               = "db.t3.medium"
  engine                       = "postgres"
  allocated_storage            = 20
  username                     = "keeper"
  password                     = "to-be-replaced"
  skip_final_snapshot          = true
  storage_encrypted            = true
  kms_key_id                   = aws_kms_key.this.arn
  performance_insights_enabled = true
}

resource "aws_dynamodb_table" "key_of_aws" {
  name         = "key-of-aws"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled = true
  }
}

resource "aws_dynamodb_table" "replica_without" {
  name             = "replica-without"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.this.arn
  }

  replica {
    region_name = "eu-west-1"
  }
}

resource "aws_instance" "left_to_the_account" { # whose default is not turned on in this plan
  ami           = "ami-11112222"
  instance_type = "t3.micro"
}

resource "aws_sagemaker_feature_group" "online_without" {
  feature_group_name             = "online-without"
  record_identifier_feature_name = "id"
  event_time_feature_name        = "at"
  role_arn                       = "arn:aws:iam::111122223333:role/features"

  feature_definition {
    feature_name = "id"
    feature_type = "String"
  }

  feature_definition {
    feature_name = "at"
    feature_type = "String"
  }

  online_store_config {
    enable_online_store = true
  }
}

resource "aws_sfn_activity" "left_to_aws" {
  name = "left-to-aws"

  encryption_configuration {
    type = "AWS_OWNED_KEY"
  }
}

resource "aws_ssm_parameter" "secret" {
  name  = "secret"
  type  = "SecureString"
  value = "to-be-replaced"
}

resource "aws_glue_security_configuration" "disabled" {
  name = "disabled"

  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "SSE-KMS"
      kms_key_arn                = aws_kms_key.this.arn
    }

    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "CSE-KMS"
      kms_key_arn                   = aws_kms_key.this.arn
    }

    s3_encryption {
      s3_encryption_mode = "DISABLED"
      kms_key_arn        = aws_kms_key.this.arn
    }
  }
}
