# Routes and security groups do not stop the VPC's resolver, which asks the internet for whoever asks it: data can
# leave inside the names of questions. So nothing is asked but what is listed.
locals {
  _aws_domains = sort(distinct(concat(
    flatten([for about in values(local._services) : about.names]),
    ["s3.${local._host}", "*.s3.${local._host}"],
    [for name in ["*.efs.${local._host}"] : name if local._has_studio], # mount targets of Studio's file system
    # The VPC's own hosts, forwards and backwards. Both are answered inside it.
    [var.context.region == "us-east-1" ? "*.ec2.internal" : "*.${var.context.region}.compute.internal"],
    ["*.${split(".", var.vpc_cidr)[1]}.${split(".", var.vpc_cidr)[0]}.in-addr.arpa"],
  )))

  # AWS answers for its own names by whatever alias it likes; aliases of other names have to be listed as well.
  _allowed = merge(
    { aws = { priority = 100, domains = local._aws_domains, aliases = "TRUST_REDIRECTION_DOMAIN" } },
    { for name in ["further"] : name => { priority = 200, domains = sort(var.dns_allowed_domains), aliases = "INSPECT_REDIRECTION_DOMAIN" } if length(var.dns_allowed_domains) > 0 },
  )
}

resource "aws_route53_resolver_firewall_domain_list" "allowed" {
  for_each = local._allowed

  name    = "${local._name}-${each.key}"
  domains = [for domain in each.value.domains : "${domain}."] # as Resolver shows them; else every plan differs
}

resource "aws_route53_resolver_firewall_domain_list" "everything" {
  name    = "${local._name}-everything"
  domains = ["*."]
}

resource "aws_route53_resolver_firewall_rule_group" "this" {
  name = local._name
}

resource "aws_route53_resolver_firewall_rule" "allowed" {
  for_each = local._allowed

  name                               = "allow-${each.key}"
  firewall_rule_group_id             = aws_route53_resolver_firewall_rule_group.this.id
  firewall_domain_list_id            = aws_route53_resolver_firewall_domain_list.allowed[each.key].id
  firewall_domain_redirection_action = each.value.aliases
  priority                           = each.value.priority
  action                             = "ALLOW"
}

resource "aws_route53_resolver_firewall_rule" "everything_else" { # NET-16
  name                    = "block-everything-else"
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.this.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
  priority                = 1000
  action                  = "BLOCK"
  block_response          = "NXDOMAIN"
}

# Associated only when its rules stand: an empty group lets every question through.
resource "aws_route53_resolver_firewall_rule_group_association" "this" {
  name                   = local._name
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.this.id
  vpc_id                 = aws_vpc.this.id
  priority               = 101
  mutation_protection    = "ENABLED"

  depends_on = [aws_route53_resolver_firewall_rule.allowed, aws_route53_resolver_firewall_rule.everything_else]
}

# Fail closed: a question that the firewall could not judge gets no answer. NET-16.
resource "aws_route53_resolver_firewall_config" "this" {
  resource_id        = aws_vpc.this.id
  firewall_fail_open = "DISABLED"
}
