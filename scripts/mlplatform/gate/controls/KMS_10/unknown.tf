# undecided: aws_sqs_queue.later, aws_sqs_queue.either, aws_s3_object.bucket_elsewhere, aws_ebs_volume.switch_later
# undecided: aws_db_instance.replica, aws_sqs_queue.alias_of_what, aws_ecr_repository.dynamic
resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

resource "aws_kms_key" "this" {
  description = "Whatever is kept here."
}

resource "aws_kms_alias" "of_what" {
  name          = "alias/of-what"
  target_key_id = terraform_data.later.output
}

resource "aws_sqs_queue" "later" {
  name              = "later"
  kms_master_key_id = terraform_data.later.output
}

resource "aws_sqs_queue" "either" { # a key of ours, or what comes later
  name              = "either"
  kms_master_key_id = terraform_data.later.output == "" ? aws_kms_key.this.arn : terraform_data.later.output
}

resource "aws_sqs_queue" "alias_of_what" {
  name              = "alias-of-what"
  kms_master_key_id = aws_kms_alias.of_what.name
}

resource "aws_ecr_repository" "dynamic" {
  name = "dynamic"

  dynamic "encryption_configuration" {
    for_each = terraform_data.later.output == "" ? ["KMS"] : []

    content {
      encryption_type = encryption_configuration.value
      kms_key         = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_object" "bucket_elsewhere" {
  bucket  = "bank-elsewhere"
  key     = "x"
  content = "x"
}

resource "aws_ebs_volume" "switch_later" {
  availability_zone = "eu-west-2a"
  size              = 1
  encrypted         = terraform_data.later.output == ""
  kms_key_id        = aws_kms_key.this.arn
}

resource "aws_db_instance" "replica" { # takes the key of its source
  identifier          = "replica"
  instance_class      = "db.t3.micro"
  replicate_source_db = "elsewhere"
  skip_final_snapshot = true
}
