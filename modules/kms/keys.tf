resource "aws_kms_key" "this" {
  for_each = var.keys # KMS-09

  description              = each.value.description
  key_usage                = "ENCRYPT_DECRYPT"
  customer_master_key_spec = "SYMMETRIC_DEFAULT"
  multi_region             = false

  enable_key_rotation     = true # KMS-01
  rotation_period_in_days = each.value.rotation_period_in_days
  deletion_window_in_days = 30 # KMS-07

  # KMS refuses a policy that would keep the applying role from writing the next one (KMS-07).
  bypass_policy_lockout_safety_check = false
  policy                             = local._key_policies[each.key] # KMS-02

  # Said here too: the root that holds the keys of several use cases has one set of default tags.
  tags = { Name = "${var.context.name_prefix}-${each.key}", use_case = var.context.use_case }
}

resource "aws_kms_alias" "this" {
  for_each = var.keys

  name          = "alias/${var.context.name_prefix}-${each.key}" # KMS-09
  target_key_id = aws_kms_key.this[each.key].key_id
}
