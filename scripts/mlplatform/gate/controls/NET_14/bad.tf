# fail: aws_vpc.without_log, aws_vpc.rejected_alone, aws_vpc.key_of_aws, aws_vpc.kept_a_month, aws_vpc.bucket_without_key
# fail: aws_vpc.log_of_a_subnet
locals {
  ranges = {
    without_log        = "10.40.0.0/16"
    rejected_alone     = "10.41.0.0/16"
    key_of_aws         = "10.42.0.0/16"
    kept_a_month       = "10.43.0.0/16"
    bucket_without_key = "10.44.0.0/16"
  }
  role = "arn:aws:iam::111122223333:role/flow-logs"
}

resource "aws_kms_key" "logs" {
  description = "Logs."
}

resource "aws_vpc" "without_log" {
  cidr_block = local.ranges.without_log
}

resource "aws_cloudwatch_log_group" "kept" {
  name              = "kept"
  kms_key_id        = aws_kms_key.logs.arn
  retention_in_days = 400
}

resource "aws_vpc" "rejected_alone" {
  cidr_block = local.ranges.rejected_alone
}

resource "aws_flow_log" "rejected_alone" {
  vpc_id          = aws_vpc.rejected_alone.id
  traffic_type    = "REJECT"
  log_destination = aws_cloudwatch_log_group.kept.arn
  iam_role_arn    = local.role
}

resource "aws_vpc" "key_of_aws" {
  cidr_block = local.ranges.key_of_aws
}

resource "aws_cloudwatch_log_group" "key_of_aws" {
  name              = "key-of-aws"
  retention_in_days = 400
}

resource "aws_flow_log" "key_of_aws" {
  vpc_id          = aws_vpc.key_of_aws.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.key_of_aws.arn
  iam_role_arn    = local.role
}

resource "aws_vpc" "kept_a_month" {
  cidr_block = local.ranges.kept_a_month
}

resource "aws_cloudwatch_log_group" "kept_a_month" {
  name              = "kept-a-month"
  kms_key_id        = aws_kms_key.logs.arn
  retention_in_days = 30
}

resource "aws_flow_log" "kept_a_month" {
  vpc_id          = aws_vpc.kept_a_month.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.kept_a_month.arn
  iam_role_arn    = local.role
}

resource "aws_vpc" "bucket_without_key" {
  cidr_block = local.ranges.bucket_without_key
}

resource "aws_s3_bucket" "flows" {
  bucket = "flows-of-the-bank"
}

resource "aws_flow_log" "bucket_without_key" {
  vpc_id               = aws_vpc.bucket_without_key.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.flows.arn
}

# The log of one subnet is not that of the VPC.
resource "aws_vpc" "log_of_a_subnet" {
  cidr_block = "10.45.0.0/16"
}

resource "aws_subnet" "one" {
  vpc_id     = aws_vpc.log_of_a_subnet.id
  cidr_block = "10.45.0.0/24"
}

resource "aws_flow_log" "log_of_a_subnet" {
  subnet_id       = aws_subnet.one.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.kept.arn
  iam_role_arn    = local.role
}
