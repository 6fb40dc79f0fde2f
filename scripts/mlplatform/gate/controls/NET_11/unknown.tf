# undecided: aws_vpc_endpoint.policy_later, aws_vpc_endpoint.organization_later, aws_vpc_endpoint.policy_of_no_known_endpoint
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

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceOrgID"
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

resource "aws_vpc_endpoint" "policy_of_no_known_endpoint" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.ssm"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint_policy" "later" {
  vpc_endpoint_id = terraform_data.later.output
  policy          = data.aws_iam_policy_document.organization_later.json
}
