# pass: aws_vpc.to_log_group, aws_vpc.to_bucket, aws_vpc.by_name
resource "aws_kms_key" "logs" {
  description = "Logs."
}

resource "aws_vpc" "to_log_group" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_cloudwatch_log_group" "flows" {
  name              = "flows"
  kms_key_id        = aws_kms_key.logs.arn
  retention_in_days = 400
}

resource "aws_flow_log" "to_log_group" {
  vpc_id          = aws_vpc.to_log_group.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.flows.arn
  iam_role_arn    = "arn:aws:iam::111122223333:role/flow-logs"
}

# A second one for a purpose of its own.
resource "aws_flow_log" "rejected" {
  vpc_id          = aws_vpc.to_log_group.id
  traffic_type    = "REJECT"
  log_destination = aws_cloudwatch_log_group.flows.arn
  iam_role_arn    = "arn:aws:iam::111122223333:role/flow-logs"
}

# The group is named by its ARN, before it exists.
resource "aws_vpc" "by_name" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_cloudwatch_log_group" "kept_for_ever" {
  name       = "kept-for-ever"
  kms_key_id = aws_kms_key.logs.arn
}

resource "aws_flow_log" "by_name" {
  vpc_id          = aws_vpc.by_name.id
  traffic_type    = "ALL"
  log_destination = "arn:aws:logs:eu-west-2:111122223333:log-group:kept-for-ever"
  iam_role_arn    = "arn:aws:iam::111122223333:role/flow-logs"
}

resource "aws_vpc" "to_bucket" {
  cidr_block = "10.42.0.0/16"
}

resource "aws_s3_bucket" "flows" {
  bucket = "flows-of-the-bank"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "flows" {
  bucket = aws_s3_bucket.flows.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.logs.arn
    }
  }
}

resource "aws_flow_log" "to_bucket" {
  vpc_id               = aws_vpc.to_bucket.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.flows.arn
}
