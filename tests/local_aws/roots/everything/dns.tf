# DNS Firewall that denies by default, and query logging.
resource "aws_route53_resolver_firewall_domain_list" "this" {
  for_each = { allowed = ["*.amazonaws.com.", "amazonaws.com."], all = ["*."] }
  name     = "${local.prefix}-${each.key}"
  domains  = each.value
}

resource "aws_route53_resolver_firewall_rule_group" "this" {
  name = local.prefix
}

resource "aws_route53_resolver_firewall_rule" "allow" {
  name                    = "allow"
  action                  = "ALLOW"
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.this["allowed"].id
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.this.id
  priority                = 100
}

resource "aws_route53_resolver_firewall_rule" "block" {
  name                    = "block"
  action                  = "BLOCK"
  block_response          = "NODATA"
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.this["all"].id
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.this.id
  priority                = 200
}

resource "aws_route53_resolver_firewall_rule_group_association" "this" {
  name                   = local.prefix
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.this.id
  priority               = 101
  vpc_id                 = aws_vpc.this.id
}

resource "aws_route53_resolver_firewall_config" "this" {
  resource_id        = aws_vpc.this.id
  firewall_fail_open = "DISABLED"
}

resource "aws_route53_resolver_query_log_config" "this" {
  name            = local.prefix
  destination_arn = aws_cloudwatch_log_group.this["dns"].arn
}

resource "aws_route53_resolver_query_log_config_association" "this" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.this.id
}
