resource "aws_sagemaker_user_profile" "this" {
  for_each = var.profiles

  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = each.key

  # In Identity Center the user name is the staff id.
  single_sign_on_user_identifier = var.auth_mode == "SSO" ? "UserName" : null
  single_sign_on_user_value      = var.auth_mode == "SSO" ? each.key : null

  user_settings {
    execution_role  = local._role_arns[each.key]                # SM-05
    security_groups = [aws_security_group.profile[each.key].id] # NET-07
  }

  # The door compares this tag with the source identity of whoever knocks.
  tags = { studio-user = each.key }

  depends_on = [
    aws_iam_role_policy_attachment.profile,
    aws_vpc_security_group_egress_rule.endpoints,
    aws_vpc_security_group_egress_rule.nfs,
    aws_vpc_security_group_egress_rule.own_apps,
    aws_vpc_security_group_egress_rule.s3,
    aws_vpc_security_group_ingress_rule.endpoints,
    aws_vpc_security_group_ingress_rule.own_apps,
  ]
}
