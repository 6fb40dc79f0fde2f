# fail: aws_sagemaker_domain.one_subnet, aws_vpc_endpoint.one_zone, aws_vpc_endpoint.nowhere, aws_vpc_endpoint.by_association, aws_efs_file_system.one_zone, aws_efs_file_system.mounted_once
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "same_zone" {
  count = 2

  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.0.${count.index}.0/24"
  availability_zone = "eu-west-2a"
}

resource "aws_sagemaker_domain" "one_subnet" {
  domain_name = "one-subnet"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

# Two subnets, and both in one zone.
resource "aws_vpc_endpoint" "one_zone" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type = "Interface"
  subnet_ids        = aws_subnet.same_zone[*].id
}

resource "aws_efs_file_system" "one_zone" {
  creation_token         = "one-zone"
  availability_zone_name = "eu-west-2a"
}

resource "aws_efs_file_system" "mounted_once" {
  creation_token = "mounted-once"
}

resource "aws_efs_mount_target" "mounted_once" {
  file_system_id = aws_efs_file_system.mounted_once.id
  subnet_id      = aws_subnet.same_zone[0].id
}

resource "aws_vpc_endpoint" "nowhere" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-2.sts"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint" "by_association" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-2.logs"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint_subnet_association" "by_association" {
  count = 2

  vpc_endpoint_id = aws_vpc_endpoint.by_association.id
  subnet_id       = aws_subnet.same_zone[count.index].id
}
