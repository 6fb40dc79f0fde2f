# A network with no way out, as studio_network makes it.
resource "aws_vpc" "this" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_vpc_block_public_access_options" "this" {
  internet_gateway_block_mode = "block-bidirectional"
}

resource "aws_subnet" "this" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_route_table" "this" {
  for_each = local.zones
  vpc_id   = aws_vpc.this.id
}

resource "aws_route_table_association" "this" {
  for_each       = local.zones
  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.key].id
}

resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_default_network_acl" "this" {
  default_network_acl_id = aws_vpc.this.default_network_acl_id
  lifecycle {
    ignore_changes = [subnet_ids]
  }
}

resource "aws_network_acl" "this" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for subnet in aws_subnet.this : subnet.id]
}

resource "aws_network_acl_rule" "this" {
  for_each       = { inbound = false, outbound = true }
  network_acl_id = aws_network_acl.this.id
  egress         = each.value
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = aws_vpc.this.cidr_block
  from_port      = 443
  to_port        = 443
}

resource "aws_security_group" "this" {
  for_each    = toset(["endpoints", "jobs"])
  name        = "${local.prefix}-${each.key}"
  description = "everything"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id            = aws_security_group.this["endpoints"].id
  referenced_security_group_id = aws_security_group.this["jobs"].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "this" {
  security_group_id = aws_security_group.this["jobs"].id
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

data "aws_iam_policy_document" "endpoint" {
  statement {
    sid       = "OwnOrganization"
    actions   = ["*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-exampleorg1"]
    }
  }
}

resource "aws_vpc_endpoint" "interface" {
  for_each            = local.endpoint_names
  vpc_id              = aws_vpc.this.id
  vpc_endpoint_type   = "Interface"
  service_name        = each.value
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  security_group_ids  = [aws_security_group.this["endpoints"].id]
  policy              = data.aws_iam_policy_document.endpoint.json
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.eu-west-2.s3"
  route_table_ids   = [for table in aws_route_table.this : table.id]
  policy            = data.aws_iam_policy_document.endpoint.json
}

resource "aws_cloudwatch_log_group" "this" {
  for_each          = toset(["flow", "dns"])
  name              = "/${local.prefix}/${each.key}"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.this.arn
}

resource "aws_iam_role" "flow" {
  name                 = "${local.prefix}-flow"
  permissions_boundary = "arn:aws:iam::${local.account}:policy/${aws_iam_policy.boundary.name}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
    }]
  })
}

resource "aws_iam_policy" "boundary" {
  name   = "${local.prefix}-boundary"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
}

resource "aws_iam_role_policy_attachment" "this" {
  role       = aws_iam_role.flow.name
  policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"
}

resource "aws_flow_log" "this" {
  vpc_id                   = aws_vpc.this.id
  traffic_type             = "ALL"
  max_aggregation_interval = 60
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.this["flow"].arn
  iam_role_arn             = aws_iam_role.flow.arn
}
