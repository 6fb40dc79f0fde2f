# pass: aws_iam_role.held["by_conditions"]
# pass: aws_iam_role.held["by_refusal"]
# pass: aws_iam_role.held["of_the_organization"]
# pass: aws_iam_policy.domain_of_this_plan
locals {
  people = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/analyst" } }]
  })
  held = {
    by_conditions = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sts:GetServiceBearerToken", Resource = "*", Condition = { StringEquals = { "sts:AWSServiceName" = "codeartifact.amazonaws.com" } } },
      { Effect = "Allow", Action = "codeartifact:GetAuthorizationToken", Resource = "arn:aws:codeartifact:eu-west-2:444455556666:domain/packages" },
    ] })
    by_refusal = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = ["sts:*", "codeartifact:*"], Resource = "*" },
      { Effect = "Deny", Action = "sts:GetServiceBearerToken", Resource = "*", Condition = { StringNotEquals = { "sts:AWSServiceName" = "codeartifact.amazonaws.com" } } },
      { Effect = "Deny", Action = "codeartifact:GetAuthorizationToken", Resource = "*", Condition = { StringNotEquals = { "aws:ResourceOrgID" = "o-exampleorg1" } } },
    ] })
    of_the_organization = jsonencode({ Version = "2012-10-17", Statement = [
      { Effect = "Allow", Action = "sts:GetServiceBearerToken", Resource = "*", Condition = { StringEquals = { "sts:AWSServiceName" = "codeartifact.amazonaws.com" } } },
      { Effect = "Allow", Action = "codeartifact:GetAuthorizationToken", Resource = "*", Condition = { StringEquals = { "aws:ResourceOrgID" = "$${aws:PrincipalOrgID}" } } },
    ] })
  }
}

resource "aws_iam_role" "held" {
  for_each = toset(["by_conditions", "by_refusal", "of_the_organization"])

  name               = replace(each.key, "_", "-")
  assume_role_policy = local.people
}

resource "aws_iam_role_policy" "held" {
  for_each = aws_iam_role.held

  role   = each.value.name
  policy = local.held[each.key]
}

# Whoever comes to hold it: the domain is one of this plan.
resource "aws_codeartifact_domain" "this" {
  domain = "packages"
}

data "aws_iam_policy_document" "domain_of_this_plan" {
  statement {
    actions   = ["codeartifact:GetAuthorizationToken"]
    resources = [aws_codeartifact_domain.this.arn]
  }
}

resource "aws_iam_policy" "domain_of_this_plan" {
  name   = "domain-of-this-plan"
  policy = data.aws_iam_policy_document.domain_of_this_plan.json
}
