output "policy_characters" {
  description = "Name of a guardrail => how many of the 5,120 characters it has that AWS Organizations takes."
  value       = module.guardrails.policy_characters
}

output "policy_ids" {
  description = "Name of a guardrail => its id."
  value       = module.guardrails.policy_ids
}
