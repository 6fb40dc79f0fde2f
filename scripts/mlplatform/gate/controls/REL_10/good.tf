# pass: aws_sagemaker_domain.this, aws_vpc_endpoint.kms, aws_vpc_endpoint.by_association, aws_efs_file_system.this
# A gateway endpoint has no zone, and a file system that is mounted nowhere is not asked.
locals {
  zones = { a = "eu-west-2a", b = "eu-west-2b" }
}

resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "this" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.0.${each.key == "a" ? 1 : 2}.0/24"
  availability_zone = each.value
}

resource "aws_sagemaker_domain" "this" {
  domain_name = "this"
  auth_mode   = "SSO"
  vpc_id      = aws_vpc.this.id
  subnet_ids  = [for subnet in aws_subnet.this : subnet.id]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_vpc_endpoint" "kms" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [aws_subnet.this["a"].id, aws_subnet.this["b"].id]
}

resource "aws_vpc_endpoint" "by_association" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-2.sts"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint_subnet_association" "by_association" {
  for_each = aws_subnet.this

  vpc_endpoint_id = aws_vpc_endpoint.by_association.id
  subnet_id       = each.value.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-2.s3"
  vpc_endpoint_type = "Gateway"
}

resource "aws_efs_file_system" "this" {
  creation_token = "this"
}

resource "aws_efs_mount_target" "this" {
  for_each = aws_subnet.this

  file_system_id = aws_efs_file_system.this.id
  subnet_id      = each.value.id
}

resource "aws_efs_file_system" "unmounted" {
  creation_token = "unmounted"
}
