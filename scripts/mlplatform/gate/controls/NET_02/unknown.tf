# undecided: aws_vpc_block_public_access_options.later
# pass: aws_vpc.this
resource "terraform_data" "later" {
  input = "block-bidirectional"
}

resource "aws_vpc" "this" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_vpc_block_public_access_options" "later" {
  internet_gateway_block_mode = terraform_data.later.output
}
