# pass: aws_vpc.two_groups, aws_vpc.closed, aws_vpc.forwarding_inside, aws_vpc.without_resolver
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

resource "aws_vpc" "closed" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "closed" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.closed.id
}

resource "aws_route53_resolver_firewall_rule_group_association" "closed" {
  name                   = "closed"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.closed.id
  vpc_id                 = aws_vpc.closed.id
  priority               = 101
}

resource "aws_route53_resolver_firewall_config" "closed" {
  resource_id        = aws_vpc.closed.id
  firewall_fail_open = "DISABLED"
}

resource "aws_vpc" "forwarding_inside" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_route53_resolver_query_log_config_association" "forwarding_inside" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.forwarding_inside.id
}

resource "aws_route53_resolver_firewall_rule_group_association" "forwarding_inside" {
  name                   = "forwarding-inside"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.closed.id
  vpc_id                 = aws_vpc.forwarding_inside.id
  priority               = 101
}

resource "aws_route53_resolver_endpoint" "out" {
  direction          = "OUTBOUND"
  security_group_ids = ["sg-11112222"]

  ip_address {
    subnet_id = "subnet-11112222"
  }

  ip_address {
    subnet_id = "subnet-33334444"
  }
}

resource "aws_route53_resolver_rule" "bank" {
  domain_name          = "bank.example"
  rule_type            = "FORWARD"
  resolver_endpoint_id = aws_route53_resolver_endpoint.out.id

  target_ip {
    ip = "10.1.0.53"
  }
}

resource "aws_route53_resolver_rule_association" "bank" {
  resolver_rule_id = aws_route53_resolver_rule.bank.id
  vpc_id           = aws_vpc.forwarding_inside.id
}

# A VPC without resolver asks for nothing.
resource "aws_vpc" "without_resolver" {
  cidr_block         = "10.42.0.0/16"
  enable_dns_support = false
}

# Groups are asked by the number of their association, each rule by its own number within its group. A list
# that AWS keeps, whose names no plan shows, only blocks.
resource "aws_route53_resolver_firewall_rule_group" "names" {
  name = "names"
}

resource "aws_route53_resolver_firewall_rule" "malware" {
  name                    = "malware"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.names.id
  firewall_domain_list_id = "rslvr-fdl-11112222333344445"
  priority                = 10
  action                  = "BLOCK"
  block_response          = "NODATA"
}

resource "aws_route53_resolver_firewall_rule" "names" {
  name                    = "names"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.names.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.aws.id
  priority                = 5000
  action                  = "ALLOW"
}

resource "aws_vpc" "two_groups" {
  cidr_block = "10.43.0.0/16"
}

resource "aws_route53_resolver_firewall_rule_group_association" "names" {
  name                   = "names"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.names.id
  vpc_id                 = aws_vpc.two_groups.id
  priority               = 200
}

resource "aws_route53_resolver_firewall_rule_group_association" "the_rest" {
  name                   = "the-rest"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.closed.id
  vpc_id                 = aws_vpc.two_groups.id
  priority               = 300
}

resource "aws_route53_resolver_query_log_config_association" "two_groups" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.two_groups.id
}
