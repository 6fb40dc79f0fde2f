# The second fence, and stateless: inside the VPC anything (security groups decide), and beyond it HTTPS to S3
# and its answers. A network ACL cannot name a prefix list, so S3 is every address that is not private; the
# route table has a route to S3 and to nothing else. Answers come to the ports from which Linux asks, which
# leaves out SSH, RDP and every port below.
locals {
  _acl_rules = { # NET-15
    in_vpc  = { number = 100, egress = false, action = "allow", protocol = "-1", cidr = var.vpc_cidr, from = 0, to = 0 }
    in_s3   = { number = 200, egress = false, action = "allow", protocol = "tcp", cidr = local._anywhere, from = 32768, to = 65535 }
    out_vpc = { number = 100, egress = true, action = "allow", protocol = "-1", cidr = var.vpc_cidr, from = 0, to = 0 }
    out_s3  = { number = 200, egress = true, action = "allow", protocol = "tcp", cidr = local._anywhere, from = 443, to = 443 }
  }
  _anywhere = "0.0.0.0/0"

  # Ahead of the rules for S3: other private networks, should one ever be attached, are not S3.
  _not_s3 = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"]
  _acl_refusals = merge([for at, cidr in local._not_s3 : {
    for way in ["in", "out"] : "${way}_${cidr}" => {
      number = 110 + at, egress = way == "out", action = "deny", protocol = "-1", cidr = cidr, from = 0, to = 0
    }
  }]...)
}

resource "aws_network_acl" "private" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for subnet in aws_subnet.private : subnet.id] # NET-15

  tags = { Name = "${local._name}-private" }
}

resource "aws_network_acl_rule" "private" {
  for_each = merge(local._acl_rules, local._acl_refusals)

  network_acl_id = aws_network_acl.private.id
  rule_number    = each.value.number
  egress         = each.value.egress
  rule_action    = each.value.action
  protocol       = each.value.protocol
  cidr_block     = each.value.cidr
  from_port      = each.value.from
  to_port        = each.value.to
}
