output "kms_alias_arns" {
  description = "Purpose => ARN of the key's alias, known in the plan."
  value = {
    for purpose in keys(var.keys) :
    purpose => "arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:alias/${var.context.name_prefix}-${purpose}"
  }
  depends_on = [aws_kms_alias.this]
}

output "kms_key_arns" {
  description = "Purpose => ARN of the key."
  value       = { for purpose, key in aws_kms_key.this : purpose => key.arn }
}

output "kms_key_ids" {
  description = "Purpose => id of the key."
  value       = { for purpose, key in aws_kms_key.this : purpose => key.key_id }
}
