# undecided: aws_vpc.action_later, aws_vpc.list_of_others, aws_vpc.group_of_others, aws_vpc.fail_open_later, aws_vpc.target_later
resource "terraform_data" "later" {
  input = "BLOCK"
}

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

resource "aws_vpc" "action_later" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "action_later" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.action_later.id
}

resource "aws_route53_resolver_firewall_rule_group" "action_later" {
  name = "action-later"
}

resource "aws_route53_resolver_firewall_rule" "action_later" {
  name                    = "action-later"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.action_later.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
  priority                = 1000
  action                  = terraform_data.later.output
}

resource "aws_route53_resolver_firewall_rule" "after_it" {
  name                    = "after-it"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.action_later.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
  priority                = 2000
  action                  = "BLOCK"
  block_response          = "NXDOMAIN"
}

resource "aws_route53_resolver_firewall_rule_group_association" "action_later" {
  name                   = "action-later"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.action_later.id
  vpc_id                 = aws_vpc.action_later.id
  priority               = 101
}

resource "aws_vpc" "list_of_others" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "list_of_others" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.list_of_others.id
}

resource "aws_route53_resolver_firewall_rule_group" "list_of_others" {
  name = "list-of-others"
}

resource "aws_route53_resolver_firewall_rule" "list_of_others" {
  name                    = "list-of-others"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.list_of_others.id
  firewall_domain_list_id = "rslvr-fdl-11112222333344445"
  priority                = 10
  action                  = "ALLOW"
}

resource "aws_route53_resolver_firewall_rule" "after_the_list" {
  name                    = "after-the-list"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.list_of_others.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
  priority                = 1000
  action                  = "BLOCK"
  block_response          = "NXDOMAIN"
}

resource "aws_route53_resolver_firewall_rule_group_association" "list_of_others" {
  name                   = "list-of-others"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.list_of_others.id
  vpc_id                 = aws_vpc.list_of_others.id
  priority               = 101
}

resource "aws_vpc" "group_of_others" {
  cidr_block = "10.42.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "group_of_others" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.group_of_others.id
}

resource "aws_route53_resolver_firewall_rule_group_association" "group_of_others" {
  name                   = "group-of-others"
  firewall_rule_group_id = "rslvr-frg-11112222333344445"
  vpc_id                 = aws_vpc.group_of_others.id
  priority               = 101
}

resource "aws_vpc" "fail_open_later" {
  cidr_block = "10.43.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "fail_open_later" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.fail_open_later.id
}

resource "aws_route53_resolver_firewall_rule_group_association" "fail_open_later" {
  name                   = "fail-open-later"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.closed.id
  vpc_id                 = aws_vpc.fail_open_later.id
  priority               = 101
}

resource "aws_route53_resolver_firewall_config" "later" {
  resource_id        = aws_vpc.fail_open_later.id
  firewall_fail_open = terraform_data.later.output
}

resource "aws_vpc" "target_later" {
  cidr_block = "10.44.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "target_later" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.target_later.id
}

resource "aws_route53_resolver_firewall_rule_group_association" "target_later" {
  name                   = "target-later"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.closed.id
  vpc_id                 = aws_vpc.target_later.id
  priority               = 101
}

resource "aws_route53_resolver_rule" "later" {
  domain_name          = "."
  rule_type            = "FORWARD"
  resolver_endpoint_id = "rslvr-out-11112222333344445"

  target_ip {
    ip = terraform_data.later.output
  }
}

resource "aws_route53_resolver_rule_association" "later" {
  resolver_rule_id = aws_route53_resolver_rule.later.id
  vpc_id           = aws_vpc.target_later.id
}
