# fail: aws_iam_role.fault["token_for_any_service"]
# fail: aws_iam_role.fault["token_by_wildcard"]
# fail: aws_iam_role.fault["for_another_service_too"]
# fail: aws_iam_role.fault["if_the_key_is_there"]
# fail: aws_iam_role.fault["any_domain"]
# fail: aws_iam_role.fault["any_account"]
# fail: aws_iam_role.fault["domain_of_a_stranger"]
locals {
  people = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/analyst" } }]
  })
  fault = {
    token_for_any_service = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sts:GetServiceBearerToken", Resource = "*" },
    ] })
    token_by_wildcard = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sts:Get*", Resource = "*" },
    ] })
    for_another_service_too = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sts:GetServiceBearerToken", Resource = "*", Condition = { StringEquals = { "sts:AWSServiceName" = ["codeartifact.amazonaws.com", "codecatalyst.amazonaws.com"] } } },
    ] })
    if_the_key_is_there = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sts:GetServiceBearerToken", Resource = "*", Condition = { StringLike = { "sts:AWSServiceName" = "*" } } },
    ] })
    any_domain = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sts:GetServiceBearerToken", Resource = "*", Condition = { StringEquals = { "sts:AWSServiceName" = "codeartifact.amazonaws.com" } } },
      { Effect = "Allow", Action = "codeartifact:GetAuthorizationToken", Resource = "*" },
    ] })
    any_account = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sts:GetServiceBearerToken", Resource = "*", Condition = { StringEquals = { "sts:AWSServiceName" = "codeartifact.amazonaws.com" } } },
      { Effect = "Allow", Action = "codeartifact:GetAuthorizationToken", Resource = "arn:aws:codeartifact:eu-west-2:*:domain/packages" },
    ] })
    domain_of_a_stranger = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sts:GetServiceBearerToken", Resource = "*", Condition = { StringEquals = { "sts:AWSServiceName" = "codeartifact.amazonaws.com" } } },
      { Effect = "Allow", Action = "codeartifact:Get*", Resource = "arn:aws:codeartifact:eu-west-2:999999999999:domain/packages" },
    ] })
  }
}

resource "aws_iam_role" "fault" {
  for_each = toset(["token_for_any_service", "token_by_wildcard", "for_another_service_too", "if_the_key_is_there", "any_domain", "any_account", "domain_of_a_stranger"])

  name               = replace(each.key, "_", "-")
  assume_role_policy = local.people
}

resource "aws_iam_role_policy" "fault" {
  for_each = aws_iam_role.fault

  role   = each.value.name
  policy = local.fault[each.key]
}
