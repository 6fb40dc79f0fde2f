output "policy_characters" {
  description = "Name of a policy => how many of the 5,120 characters it has that AWS Organizations takes."
  value       = { for name in keys(local._statements) : name => length(data.aws_iam_policy_document.this[name].minified_json) }
}

output "policy_ids" {
  description = "Name of a policy => its id."
  value       = merge({ for name, policy in aws_organizations_policy.this : name => policy.id }, { ai-services = aws_organizations_policy.opt_out.id })
}
