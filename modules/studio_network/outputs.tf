output "flow_log_group_name" {
  description = "Name of the log group that holds the flow logs."
  value       = local._flow_logs
  depends_on  = [aws_cloudwatch_log_group.flow]
}

output "network" {
  description = "The network as other modules take it: ids, addresses and groups. Handed out once its fences stand, so that nothing starts before them."
  value = {
    vpc_id                     = aws_vpc.this.id
    vpc_cidr                   = var.vpc_cidr
    subnet_ids                 = { for zone, subnet in aws_subnet.private : zone => subnet.id }
    subnet_cidrs               = var.subnets
    endpoint_security_group_id = aws_security_group.endpoints.id
    job_security_group_id      = aws_security_group.jobs.id
    s3_endpoint_id             = aws_vpc_endpoint.s3.id
    s3_prefix_list_id          = aws_vpc_endpoint.s3.prefix_list_id
    interface_endpoint_ids     = { for service, endpoint in aws_vpc_endpoint.interface : service => endpoint.id }
  }
  depends_on = [
    aws_default_network_acl.this,
    aws_default_route_table.this,
    aws_default_security_group.this,
    aws_network_acl_rule.private,
    aws_route53_resolver_firewall_config.this,
    aws_route53_resolver_firewall_rule_group_association.this,
    aws_route_table_association.private,
    aws_vpc_block_public_access_options.this,
  ]
}

output "query_log_group_name" {
  description = "Name of the log group that holds the DNS query logs."
  value       = local._query_logs
  depends_on  = [aws_cloudwatch_log_group.queries]
}
