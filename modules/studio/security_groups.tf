# One group for each person: an app is reached only from apps of the same person.
locals {
  _profile_subnets = merge([for id in keys(var.profiles) : {
    for zone, cidr in var.network.subnet_cidrs : "${id}/${zone}" => { id = id, cidr = cidr }
  }]...)
}

resource "aws_security_group" "none" { # NET-07
  name        = "${local._prefix}-studio-none"
  description = "The domain's default group: it lets nothing in or out."
  vpc_id      = var.network.vpc_id

  tags = { Name = "${local._prefix}-studio-none" }
}

resource "aws_security_group" "profile" { # NET-07
  for_each = var.profiles

  name        = "${local._prefix}-studio-${each.key}"
  description = "The Studio apps of ${each.key}."
  vpc_id      = var.network.vpc_id

  tags = { Name = "${local._prefix}-studio-${each.key}" }
}

resource "aws_vpc_security_group_egress_rule" "endpoints" { # NET-05
  for_each = var.profiles

  security_group_id            = aws_security_group.profile[each.key].id
  description                  = "To the interface endpoints."
  referenced_security_group_id = var.network.endpoint_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "s3" { # NET-05
  for_each = var.profiles

  security_group_id = aws_security_group.profile[each.key].id
  description       = "To S3 through the gateway endpoint."
  prefix_list_id    = var.network.s3_prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# SageMaker makes the file system and its group, so the rule names where its mount targets stand.
# NET-05, NET-08.
resource "aws_vpc_security_group_egress_rule" "nfs" {
  for_each = local._profile_subnets

  security_group_id = aws_security_group.profile[each.value.id].id
  description       = "To the home file system."
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = 2049
  to_port           = 2049
}

resource "aws_vpc_security_group_egress_rule" "own_apps" { # NET-05, NET-08
  for_each = var.profiles

  security_group_id            = aws_security_group.profile[each.key].id
  description                  = "To apps of the same person."
  referenced_security_group_id = aws_security_group.profile[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = 8192
  to_port                      = 65535
}

resource "aws_vpc_security_group_ingress_rule" "own_apps" { # NET-08
  for_each = var.profiles

  security_group_id            = aws_security_group.profile[each.key].id
  description                  = "From apps of the same person."
  referenced_security_group_id = aws_security_group.profile[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = 8192
  to_port                      = 65535
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  for_each = var.profiles

  security_group_id            = var.network.endpoint_security_group_id
  description                  = "From the Studio apps of ${each.key}."
  referenced_security_group_id = aws_security_group.profile[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
