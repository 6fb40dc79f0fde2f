# fail: aws_cloudformation_stack.silent, aws_cloudformation_stack.left_half_done, aws_servicecatalog_provisioned_product.silent
# fail: aws_cloudformation_stack.without_policy, aws_cloudformation_stack.policy["deletion_only"], aws_cloudformation_stack.policy["one_resource"]
locals {
  template = jsonencode({ Resources = { Topic = { Type = "AWS::SNS::Topic" } } })
  keeps    = { Effect = "Deny", Principal = "*", Action = ["Update:Delete", "Update:Replace"], Resource = "*" }
  policies = {
    deletion_only = merge(local.keeps, { Action = ["Update:Delete"] })
    one_resource  = merge(local.keeps, { Resource = "LogicalResourceId/Topic" })
  }
}

resource "aws_cloudformation_stack" "silent" {
  name          = "silent"
  template_body = local.template
  policy_body   = jsonencode({ Statement = [local.keeps] })
}

resource "aws_cloudformation_stack" "left_half_done" {
  name              = "left-half-done"
  template_body     = local.template
  notification_arns = ["arn:aws:sns:eu-west-2:111122223333:stacks"]
  disable_rollback  = true
  policy_body       = jsonencode({ Statement = [local.keeps] })
}

resource "aws_cloudformation_stack" "policy" {
  for_each = local.policies

  name              = replace(each.key, "_", "-")
  template_body     = local.template
  notification_arns = ["arn:aws:sns:eu-west-2:111122223333:stacks"]
  policy_body       = jsonencode({ Statement = [each.value] })
}

resource "aws_cloudformation_stack" "without_policy" {
  name              = "without-policy"
  template_body     = local.template
  notification_arns = ["arn:aws:sns:eu-west-2:111122223333:stacks"]
}

resource "aws_servicecatalog_provisioned_product" "silent" {
  name                       = "silent"
  product_id                 = "prod-11112222"
  provisioning_artifact_name = "1.0.0"
}
