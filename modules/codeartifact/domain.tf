# The bank's packages: one domain, encrypted with one key of ours. How packages may come into it by their names, its package
# groups, is no resource of this provider: `mlp packages provision` sets them, with the role that applies here.
locals {
  _prefix     = "arn:${var.context.partition}:codeartifact:${var.context.region}:${var.context.account_id}"
  _domain_arn = "${local._prefix}:domain/${var.domain}"
}

resource "aws_codeartifact_domain" "this" {
  domain         = var.domain
  encryption_key = var.kms_key_arn # CA-01

  # What models were made with is in it, and its key can never be another.
  lifecycle {
    prevent_destroy = true # REL-03
  }
}
