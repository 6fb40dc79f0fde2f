# fail: aws_vpc.without_firewall, aws_vpc.without_last_rule, aws_vpc.open_ahead, aws_vpc.wide_name, aws_vpc.one_type_of_query
# fail: aws_vpc.alert_alone, aws_vpc.fails_open, aws_vpc.without_logs, aws_vpc.forwards_out
resource "aws_route53_resolver_query_log_config" "this" {
  name            = "queries"
  destination_arn = "arn:aws:logs:eu-west-2:111122223333:log-group:queries"
}

resource "aws_route53_resolver_firewall_domain_list" "everything" {
  name    = "everything"
  domains = ["*."]
}

resource "aws_route53_resolver_firewall_domain_list" "aws" {
  name    = "aws"
  domains = ["kms.eu-west-2.amazonaws.com.", "*.s3.eu-west-2.amazonaws.com.", "*.bank.internal."]
}

resource "aws_route53_resolver_firewall_domain_list" "wide" {
  name    = "wide"
  domains = ["*.com."]
}

resource "aws_route53_resolver_firewall_rule_group" "closed" {
  name = "closed"
}

resource "aws_route53_resolver_firewall_rule" "listed" {
  name                    = "listed"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.closed.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.aws.id
  priority                = 100
  action                  = "ALLOW"
}

resource "aws_route53_resolver_firewall_rule" "others" {
  name                    = "others"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.closed.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
  priority                = 1000
  action                  = "BLOCK"
  block_response          = "NXDOMAIN"
}

resource "aws_vpc" "without_firewall" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "without_firewall" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.without_firewall.id
}

resource "aws_vpc" "without_last_rule" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "without_last_rule" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.without_last_rule.id
}

resource "aws_route53_resolver_firewall_rule_group" "without_last_rule" {
  name = "without-last-rule"
}

resource "aws_route53_resolver_firewall_rule" "without_last_rule" {
  name                    = "without-last-rule"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.without_last_rule.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.aws.id
  priority                = 100
  action                  = "ALLOW"
}

resource "aws_route53_resolver_firewall_rule_group_association" "without_last_rule" {
  name                   = "without-last-rule"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.without_last_rule.id
  vpc_id                 = aws_vpc.without_last_rule.id
  priority               = 101
}

# Rules are asked in their order: what is let through first is never blocked.
resource "aws_vpc" "open_ahead" {
  cidr_block = "10.42.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "open_ahead" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.open_ahead.id
}

resource "aws_route53_resolver_firewall_rule_group" "open_ahead" {
  name = "open-ahead"
}

resource "aws_route53_resolver_firewall_rule" "open_ahead" {
  name                    = "open-ahead"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.open_ahead.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
  priority                = 10
  action                  = "ALLOW"
}

resource "aws_route53_resolver_firewall_rule" "too_late" {
  name                    = "too-late"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.open_ahead.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
  priority                = 1000
  action                  = "BLOCK"
  block_response          = "NXDOMAIN"
}

resource "aws_route53_resolver_firewall_rule_group_association" "open_ahead" {
  name                   = "open-ahead"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.open_ahead.id
  vpc_id                 = aws_vpc.open_ahead.id
  priority               = 101
}

resource "aws_vpc" "wide_name" {
  cidr_block = "10.43.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "wide_name" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.wide_name.id
}

resource "aws_route53_resolver_firewall_rule_group" "wide_name" {
  name = "wide-name"
}

resource "aws_route53_resolver_firewall_rule" "wide_name" {
  name                    = "wide-name"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.wide_name.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.wide.id
  priority                = 10
  action                  = "ALLOW"
}

resource "aws_route53_resolver_firewall_rule" "after_wide" {
  name                    = "after-wide"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.wide_name.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
  priority                = 1000
  action                  = "BLOCK"
  block_response          = "NXDOMAIN"
}

resource "aws_route53_resolver_firewall_rule_group_association" "wide_name" {
  name                   = "wide-name"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.wide_name.id
  vpc_id                 = aws_vpc.wide_name.id
  priority               = 101
}

# TXT queries carry most, and pass.
resource "aws_vpc" "one_type_of_query" {
  cidr_block = "10.44.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "one_type_of_query" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.one_type_of_query.id
}

resource "aws_route53_resolver_firewall_rule_group" "one_type_of_query" {
  name = "one-type-of-query"
}

resource "aws_route53_resolver_firewall_rule" "one_type_of_query" {
  name                    = "one-type-of-query"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.one_type_of_query.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
  priority                = 1000
  action                  = "BLOCK"
  block_response          = "NXDOMAIN"
  q_type                  = "A"
}

resource "aws_route53_resolver_firewall_rule_group_association" "one_type_of_query" {
  name                   = "one-type-of-query"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.one_type_of_query.id
  vpc_id                 = aws_vpc.one_type_of_query.id
  priority               = 101
}

resource "aws_vpc" "alert_alone" {
  cidr_block = "10.45.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "alert_alone" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.alert_alone.id
}

resource "aws_route53_resolver_firewall_rule_group" "alert_alone" {
  name = "alert-alone"
}

resource "aws_route53_resolver_firewall_rule" "alert_alone" {
  name                    = "alert-alone"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.alert_alone.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
  priority                = 1000
  action                  = "ALERT"
}

resource "aws_route53_resolver_firewall_rule_group_association" "alert_alone" {
  name                   = "alert-alone"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.alert_alone.id
  vpc_id                 = aws_vpc.alert_alone.id
  priority               = 101
}

resource "aws_vpc" "fails_open" {
  cidr_block = "10.46.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "fails_open" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.fails_open.id
}

resource "aws_route53_resolver_firewall_rule_group_association" "fails_open" {
  name                   = "fails-open"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.closed.id
  vpc_id                 = aws_vpc.fails_open.id
  priority               = 101
}

resource "aws_route53_resolver_firewall_config" "fails_open" {
  resource_id        = aws_vpc.fails_open.id
  firewall_fail_open = "ENABLED"
}

resource "aws_vpc" "without_logs" {
  cidr_block = "10.47.0.0/16"
}

resource "aws_route53_resolver_firewall_rule_group_association" "without_logs" {
  name                   = "without-logs"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.closed.id
  vpc_id                 = aws_vpc.without_logs.id
  priority               = 101
}

resource "aws_vpc" "forwards_out" {
  cidr_block = "10.48.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "forwards_out" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.forwards_out.id
}

resource "aws_route53_resolver_firewall_rule_group_association" "forwards_out" {
  name                   = "forwards-out"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.closed.id
  vpc_id                 = aws_vpc.forwards_out.id
  priority               = 101
}

resource "aws_route53_resolver_rule" "public" {
  domain_name          = "."
  rule_type            = "FORWARD"
  resolver_endpoint_id = "rslvr-out-11112222333344445"

  target_ip {
    ip = "203.0.113.53"
  }
}

resource "aws_route53_resolver_rule_association" "public" {
  resolver_rule_id = aws_route53_resolver_rule.public.id
  vpc_id           = aws_vpc.forwards_out.id
}
