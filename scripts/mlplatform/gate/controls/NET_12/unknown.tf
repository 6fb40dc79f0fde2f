# undecided: aws_vpc_endpoint.policy_later, aws_vpc_endpoint.service_later, aws_vpc_endpoint.bucket_later
resource "terraform_data" "later" {
  input = "com.amazonaws.eu-west-2.s3"
}

resource "aws_vpc_endpoint" "policy_later" {
  vpc_id       = "vpc-11112222"
  service_name = "com.amazonaws.eu-west-2.s3"
  policy       = terraform_data.later.output
}

resource "aws_vpc_endpoint" "service_later" {
  vpc_id       = "vpc-11112222"
  service_name = terraform_data.later.output
}

data "aws_iam_policy_document" "bucket_later" {
  statement {
    actions   = ["s3:GetObject"]
    resources = [terraform_data.later.output]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_vpc_endpoint" "bucket_later" {
  vpc_id       = "vpc-11112222"
  service_name = "com.amazonaws.eu-west-2.s3"
  policy       = data.aws_iam_policy_document.bucket_later.json
}
