# pass: aws_sqs_queue.by_id, aws_sqs_queue.by_arn_of_alias, aws_sqs_queue.allowed, aws_ebs_default_kms_key.ours
# pass: aws_s3_bucket.data, aws_s3_bucket_server_side_encryption_configuration.data, aws_s3_object.notes
# pass: aws_s3_bucket.access_logs, aws_s3_bucket_server_side_encryption_configuration.access_logs
# pass: aws_ecr_repository.ours, aws_ecr_repository.dynamic, aws_instance.account_default, aws_ebs_volume.ours
# pass: aws_dynamodb_table.ours, aws_db_instance.ours, aws_kinesis_firehose_delivery_stream.from_a_stream
# pass: aws_ssm_parameter.secret, aws_lambda_function.with_environment
resource "aws_kms_key" "this" {
  description = "Whatever is kept here."
}

resource "aws_kms_alias" "this" {
  name          = "alias/bank-data"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_sqs_queue" "by_id" {
  name              = "by-id"
  kms_master_key_id = aws_kms_key.this.key_id
}

resource "aws_sqs_queue" "by_arn_of_alias" {
  name              = "by-arn-of-alias"
  kms_master_key_id = "arn:aws:kms:eu-west-2:111122223333:alias/bank-data"
}

resource "aws_sqs_queue" "allowed" {
  name              = "allowed"
  kms_master_key_id = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_s3_bucket" "data" {
  bucket = "bank-data"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.data.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_object" "notes" { # takes the default of its bucket
  bucket  = aws_s3_bucket.data.bucket
  key     = "notes"
  content = "x"
}

# S3 delivers access logs to no bucket with a key of KMS.
resource "aws_s3_bucket" "access_logs" {
  bucket = "bank-access-logs"
}

resource "aws_s3_bucket_logging" "data" {
  bucket        = aws_s3_bucket.data.bucket
  target_bucket = aws_s3_bucket.access_logs.bucket
  target_prefix = "data/"
}

resource "aws_s3_bucket_policy" "access_logs" {
  bucket = aws_s3_bucket.access_logs.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::bank-access-logs/*"
    }]
  })
}

resource "aws_s3_bucket_server_side_encryption_configuration" "access_logs" {
  bucket = aws_s3_bucket.access_logs.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_ecr_repository" "ours" {
  name = "ours"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.this.arn
  }
}

resource "aws_ecr_repository" "dynamic" {
  name = "dynamic"

  dynamic "encryption_configuration" {
    for_each = ["KMS"]

    content {
      encryption_type = encryption_configuration.value
      kms_key         = "arn:aws:kms:eu-west-2:111122223333:alias/bank-data"
    }
  }
}

# The account's own default covers volumes that name no key.
resource "aws_ebs_encryption_by_default" "on" {}

resource "aws_ebs_default_kms_key" "ours" {
  key_arn = aws_kms_key.this.arn
}

resource "aws_instance" "account_default" {
  ami           = "ami-11112222"
  instance_type = "t3.micro"
}

resource "aws_ebs_volume" "ours" {
  availability_zone = "eu-west-2a"
  size              = 1
  encrypted         = true
  kms_key_id        = aws_kms_key.this.arn
}

resource "aws_dynamodb_table" "ours" {
  name         = "ours"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.this.arn
  }
}

resource "aws_db_instance" "ours" { # neither Performance Insights nor a secret of RDS: no key for them
  identifier          = "ours"
  instance_class      = "db.t3.micro"
  engine              = "postgres"
  allocated_storage   = 20
  username            = "keeper"
  password            = "to-be-replaced"
  skip_final_snapshot = true
  storage_encrypted   = true
  kms_key_id          = aws_kms_key.this.arn
}

resource "aws_kinesis_firehose_delivery_stream" "from_a_stream" { # keeps nothing itself
  name        = "from-a-stream"
  destination = "extended_s3"

  kinesis_source_configuration {
    kinesis_stream_arn = "arn:aws:kinesis:eu-west-2:111122223333:stream/events"
    role_arn           = "arn:aws:iam::111122223333:role/firehose"
  }

  extended_s3_configuration {
    role_arn    = "arn:aws:iam::111122223333:role/firehose"
    bucket_arn  = aws_s3_bucket.data.arn
    kms_key_arn = aws_kms_key.this.arn
  }
}

resource "aws_ssm_parameter" "plain" { # is not encrypted at all, and not meant to be
  name  = "plain"
  type  = "String"
  value = "x"
}

resource "aws_ssm_parameter" "secret" {
  name   = "secret"
  type   = "SecureString"
  value  = "to-be-replaced"
  key_id = aws_kms_key.this.arn
}

resource "aws_lambda_function" "with_environment" {
  function_name = "with-environment"
  role          = "arn:aws:iam::111122223333:role/lambda"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/x@sha256:aaaa"
  kms_key_arn   = aws_kms_key.this.arn

  environment {
    variables = { A = "b" }
  }
}
