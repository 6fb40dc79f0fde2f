# undecided: aws_vpc.to_an_archive, aws_vpc.key_later, aws_vpc.to_firehose
resource "terraform_data" "later" {
  input = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
}

# The archive is in another account, which these plans do not show.
resource "aws_vpc" "to_an_archive" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_flow_log" "to_an_archive" {
  vpc_id               = aws_vpc.to_an_archive.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::archive-of-the-bank"
}

resource "aws_vpc" "key_later" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_cloudwatch_log_group" "key_later" {
  name              = "key-later"
  kms_key_id        = terraform_data.later.output
  retention_in_days = 400
}

resource "aws_flow_log" "key_later" {
  vpc_id          = aws_vpc.key_later.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.key_later.arn
  iam_role_arn    = "arn:aws:iam::111122223333:role/flow-logs"
}

resource "aws_vpc" "to_firehose" {
  cidr_block = "10.42.0.0/16"
}

resource "aws_flow_log" "to_firehose" {
  vpc_id               = aws_vpc.to_firehose.id
  traffic_type         = "ALL"
  log_destination_type = "kinesis-data-firehose"
  log_destination      = "arn:aws:firehose:eu-west-2:111122223333:deliverystream/flows"
}
