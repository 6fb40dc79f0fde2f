# fail: aws_lightsail_instance.outside, aws_cloudformation_stack.of_what, aws_default_vpc.of_aws
resource "aws_lightsail_instance" "outside" {
  name              = "outside"
  availability_zone = "eu-west-2a"
  blueprint_id      = "amazon_linux_2023"
  bundle_id         = "nano_3_0"
}

resource "aws_cloudformation_stack" "of_what" {
  name          = "of-what"
  template_body = jsonencode({ Resources = { Role = { Type = "AWS::IAM::Role" } } })
}

resource "aws_default_vpc" "of_aws" {
}
