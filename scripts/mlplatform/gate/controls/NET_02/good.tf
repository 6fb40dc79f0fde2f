# pass: aws_vpc.this, aws_vpc_block_public_access_options.this
resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_vpc_block_public_access_options" "this" {
  internet_gateway_block_mode = "block-bidirectional"
}
