# fail: aws_vpc_block_public_access_options.lets_out, aws_vpc_block_public_access_exclusion.for_one_vpc
# pass: aws_vpc.this
resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

# block-ingress keeps others out and lets data leave.
resource "aws_vpc_block_public_access_options" "lets_out" {
  internet_gateway_block_mode = "block-ingress"
}

resource "aws_vpc_block_public_access_exclusion" "for_one_vpc" {
  vpc_id                          = aws_vpc.this.id
  internet_gateway_exclusion_mode = "allow-bidirectional"
}
