# pass: aws_cloudformation_stack.this, aws_servicecatalog_provisioned_product.this
resource "aws_sns_topic" "stacks" {
  name = "stacks"
}

resource "aws_cloudformation_stack" "this" {
  name              = "this"
  notification_arns = [aws_sns_topic.stacks.arn]
  template_body     = jsonencode({ Resources = { Topic = { Type = "AWS::SNS::Topic" } } })

  policy_body = jsonencode({ Statement = [
    { Effect = "Allow", Principal = "*", Action = "Update:*", Resource = "*" },
    { Effect = "Deny", Principal = "*", Action = ["Update:Delete", "Update:Replace"], Resource = "*" },
  ] })
}

resource "aws_servicecatalog_provisioned_product" "this" {
  name                       = "this"
  product_id                 = "prod-11112222"
  provisioning_artifact_name = "1.0.0"
  notification_arns          = ["arn:aws:sns:eu-west-2:111122223333:products"]
}
