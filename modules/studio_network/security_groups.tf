# The group of every interface endpoint: 443 from workloads and nothing else, no way out. modules/studio adds one
# rule for the group of each person.
resource "aws_security_group" "endpoints" { # NET-06
  name        = "${local._name}-endpoints"
  description = "Interface endpoints: HTTPS from workloads."
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${local._name}-endpoints" }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_jobs" { # NET-06
  security_group_id            = aws_security_group.endpoints.id
  description                  = "HTTPS from jobs."
  referenced_security_group_id = aws_security_group.jobs.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

# The group of training, processing and other jobs, and of models.
resource "aws_security_group" "jobs" {
  name        = "${local._name}-jobs"
  description = "SageMaker jobs, pipelines and models."
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${local._name}-jobs" }
}

resource "aws_vpc_security_group_egress_rule" "jobs_to_endpoints" { # NET-05
  security_group_id            = aws_security_group.jobs.id
  description                  = "HTTPS to the interface endpoints."
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "jobs_to_s3" { # NET-05
  security_group_id = aws_security_group.jobs.id
  description       = "HTTPS to S3 through the gateway endpoint."
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# SageMaker makes Studio's file system and its group, so the rule names where its mount targets stand.
resource "aws_vpc_security_group_egress_rule" "jobs_to_file_system" { # NET-05
  for_each = { for zone, cidr in var.subnets : zone => cidr if local._has_studio }

  security_group_id = aws_security_group.jobs.id
  description       = "NFS to the Studio file system in ${each.key}."
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 2049
  to_port           = 2049
}

# Distributed jobs talk among themselves; with encryption between containers, which the guards demand, they do so
# inside IPsec: UDP 500 for the keys, protocol 50 (ESP) for what is sent.
locals {
  _among_jobs = {
    tcp = { protocol = "tcp", from = 0, to = 65535 }
    ike = { protocol = "udp", from = 500, to = 500 }
    esp = { protocol = "50", from = null, to = null }
  }
}

resource "aws_vpc_security_group_egress_rule" "among_jobs" { # NET-05
  for_each = local._among_jobs

  security_group_id            = aws_security_group.jobs.id
  description                  = "Among the containers of distributed jobs (${each.key})."
  referenced_security_group_id = aws_security_group.jobs.id
  ip_protocol                  = each.value.protocol
  from_port                    = each.value.from
  to_port                      = each.value.to
}

resource "aws_vpc_security_group_ingress_rule" "among_jobs" {
  for_each = local._among_jobs

  security_group_id            = aws_security_group.jobs.id
  description                  = "Among the containers of distributed jobs (${each.key})."
  referenced_security_group_id = aws_security_group.jobs.id
  ip_protocol                  = each.value.protocol
  from_port                    = each.value.from
  to_port                      = each.value.to
}
