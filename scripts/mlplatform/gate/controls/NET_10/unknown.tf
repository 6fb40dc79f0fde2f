# undecided: aws_vpc_endpoint.policy_later, aws_vpc_endpoint.organization_later, aws_vpc_endpoint.of_a_third_party
resource "terraform_data" "later" {
  input = "o-exampleorg1"
}

resource "aws_vpc_endpoint" "policy_later" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type = "Interface"
  policy            = terraform_data.later.output
}

data "aws_iam_policy_document" "organization_later" {
  statement {
    actions   = ["ssm:*"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_vpc_endpoint" "organization_later" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.ssm"
  vpc_endpoint_type = "Interface"
  policy            = data.aws_iam_policy_document.organization_later.json
}

resource "aws_vpc_endpoint" "of_a_third_party" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.vpce.eu-west-2.vpce-svc-11112222333344445"
  vpc_endpoint_type = "Interface"
}
