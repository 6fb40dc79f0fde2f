# fail: aws_codeartifact_repository_permissions_policy.fault["open_to_everyone"]
# fail: aws_codeartifact_repository_permissions_policy.fault["open_to_another_organization"]
# fail: aws_codeartifact_repository_permissions_policy.fault["open_if_the_key_is_there"]
# fail: aws_codeartifact_repository_permissions_policy.fault["open_to_a_stranger"]
# fail: aws_codeartifact_repository_permissions_policy.fault["open_to_all_but_one"]
# fail: aws_codeartifact_repository_permissions_policy.fault["every_action"]
# fail: aws_codeartifact_repository_permissions_policy.fault["all_but_one_action"]
# fail: aws_codeartifact_repository_permissions_policy.fault["managed_by_an_account"]
# fail: aws_codeartifact_repository_permissions_policy.fault["published_by_an_account"]
# fail: aws_codeartifact_repository_permissions_policy.fault["published_by_copying"]
# fail: aws_codeartifact_repository_permissions_policy.fault["published_by_any_role"]
# fail: aws_codeartifact_domain_permissions_policy.published_by_people
resource "aws_codeartifact_domain" "this" {
  domain = "packages"
}

resource "aws_iam_role" "analyst" {
  name = "analyst"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com", AWS = "arn:aws:iam::444455556666:role/analyst" } }]
  })
}

locals {
  faults = {
    open_to_everyone = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = "*"
        Action    = "codeartifact:ReadFromRepository"
      }]
    })
    open_to_another_organization = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = "*"
        Action    = "codeartifact:ReadFromRepository"
        Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-strangers01" } }
      }]
    })
    open_if_the_key_is_there = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = "*"
        Action    = "codeartifact:ReadFromRepository"
        Condition = { StringEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg1" } }
      }]
    })
    open_to_a_stranger = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "arn:aws:iam::777788889999:root" }
        Action    = "codeartifact:ReadFromRepository"
      }]
    })
    open_to_all_but_one = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect       = "Allow"
        Resource     = "*"
        NotPrincipal = { AWS = "arn:aws:iam::777788889999:root" }
        Action       = "codeartifact:ReadFromRepository"
      }]
    })
    every_action = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:*"
      }]
    })
    all_but_one_action = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        NotAction = "codeartifact:DeleteDomain"
      }]
    })
    managed_by_an_account = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:Put*"
      }]
    })
    published_by_an_account = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:PublishPackageVersion"
      }]
    })
    published_by_copying = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:Copy*"
      }]
    })
    published_by_any_role = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Resource  = "*"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:PublishPackageVersion"
        Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/*" } }
      }]
    })
  }
}

resource "aws_codeartifact_repository_permissions_policy" "fault" {
  for_each = local.faults

  domain          = aws_codeartifact_domain.this.domain
  repository      = replace(each.key, "_", "-")
  policy_document = each.value
}

data "aws_iam_policy_document" "published_by_people" {
  statement {
    actions   = ["codeartifact:PublishPackageVersion"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.analyst.arn]
    }
  }
}

resource "aws_codeartifact_domain_permissions_policy" "published_by_people" {
  domain          = aws_codeartifact_domain.this.domain
  policy_document = data.aws_iam_policy_document.published_by_people.json
}
