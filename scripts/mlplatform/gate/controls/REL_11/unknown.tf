# undecided: aws_cloudformation_stack.later, aws_cloudformation_stack.elsewhere
resource "terraform_data" "later" {
  input = "Update:*"
}

resource "aws_cloudformation_stack" "later" {
  name              = "later"
  template_body     = jsonencode({ Resources = { Topic = { Type = "AWS::SNS::Topic" } } })
  notification_arns = ["arn:aws:sns:eu-west-2:111122223333:stacks"]
  policy_body       = jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = terraform_data.later.output, Resource = "*" }] })
}

resource "aws_cloudformation_stack" "elsewhere" {
  name              = "elsewhere"
  template_body     = jsonencode({ Resources = { Topic = { Type = "AWS::SNS::Topic" } } })
  notification_arns = ["arn:aws:sns:eu-west-2:111122223333:stacks"]
  policy_url        = "https://bank-templates.s3.eu-west-2.amazonaws.com/policy.json"
}
