resource "aws_vpc_endpoint" "interface" {
  for_each = local._service_names # NET-09

  vpc_id              = aws_vpc.this.id
  service_name        = each.value
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true                                           # NET-13
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id] # NET-13
  security_group_ids  = [aws_security_group.endpoints.id]
  policy              = local._endpoint_policies[each.key] # NET-10

  tags = { Name = "${local._name}-${each.key}" }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.context.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private.id]
  policy            = local._s3_policy # NET-10

  tags = { Name = "${local._name}-s3" }
}
