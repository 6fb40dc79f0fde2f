output "domain_arn" {
  description = "ARN of the Studio domain."
  value       = aws_sagemaker_domain.this.arn
}

output "domain_id" {
  description = "Id of the Studio domain, d-..."
  value       = aws_sagemaker_domain.this.id
}

output "domain_url" {
  description = "Address of the domain, reached from inside the network."
  value       = aws_sagemaker_domain.this.url
}

output "execution_role_arns" {
  description = "Staff id => ARN of the person's execution role."
  value       = local._role_arns
  depends_on  = [aws_iam_role.profile, aws_iam_role_policy_attachment.profile]
}

output "home_efs_file_system_id" {
  description = "Id of the file system with everyone's homes; it outlives the domain."
  value       = aws_sagemaker_domain.this.home_efs_file_system_id
}

output "security_group_ids" {
  description = "Staff id => id of the security group of the person's apps."
  value       = { for id in keys(var.profiles) : id => aws_security_group.profile[id].id }
}

output "user_profile_arns" {
  description = "Staff id => ARN of the person's user profile."
  value       = { for id in keys(var.profiles) : id => aws_sagemaker_user_profile.this[id].arn }
}
