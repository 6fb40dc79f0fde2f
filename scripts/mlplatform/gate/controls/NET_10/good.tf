# pass: aws_vpc_endpoint.ours, aws_vpc_endpoint.by_denials, aws_vpc_endpoint.narrow, aws_vpc_endpoint.beside

resource "aws_vpc_endpoint" "ours" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.kms"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "kms:*"
      Resource  = "*"
      Condition = {
        StringEquals = {
          "aws:PrincipalOrgID" = "o-exampleorg1"
          "aws:ResourceOrgID"  = "o-exampleorg1"
        }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "by_denials" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.sts"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      }, {
      Effect    = "Deny"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      Condition = {
        StringNotEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" }
      }
      }, {
      Effect    = "Deny"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      Condition = {
        StringNotEquals = { "aws:ResourceOrgID" = "o-exampleorg1" }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "narrow" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.logs"
  vpc_endpoint_type = "Interface"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = ["logs:PutLogEvents", "logs:CreateLogStream"]
      Resource  = "arn:aws:logs:eu-west-2:111122223333:*"
    }]
  })
}

resource "aws_vpc_endpoint" "beside" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.eu-west-2.ssm"
  vpc_endpoint_type = "Interface"
}

data "aws_iam_policy_document" "beside" {
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
      values   = ["o-exampleorg1"]
    }
  }
}

resource "aws_vpc_endpoint_policy" "beside" {
  vpc_endpoint_id = aws_vpc_endpoint.beside.id
  policy          = data.aws_iam_policy_document.beside.json
}

# To an appliance no policy is set, and this control does not speak of it.
resource "aws_vpc_endpoint" "appliance" {
  vpc_id            = "vpc-11112222"
  service_name      = "com.amazonaws.vpce.eu-west-2.vpce-svc-11112222333344445"
  vpc_endpoint_type = "GatewayLoadBalancer"
}
