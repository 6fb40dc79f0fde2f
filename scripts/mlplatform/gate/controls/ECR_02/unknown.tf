# undecided: aws_ecr_repository_policy.whole, aws_ecr_repository_policy.somebody, aws_ecr_pull_through_cache_rule.somewhere
resource "terraform_data" "later" {
  input = "444455556666.dkr.ecr.eu-west-2.amazonaws.com"
}

resource "aws_ecr_repository_policy" "whole" {
  repository = "whole"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = terraform_data.later.output }, Action = "ecr:BatchGetImage" }]
  })
}

data "aws_iam_policy_document" "somebody" {
  statement {
    actions = ["ecr:BatchGetImage"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.later.output]
    }
  }
}

resource "aws_ecr_repository_policy" "somebody" {
  repository = "somebody"
  policy     = data.aws_iam_policy_document.somebody.json
}

resource "aws_ecr_pull_through_cache_rule" "somewhere" {
  ecr_repository_prefix = "somewhere"
  upstream_registry_url = terraform_data.later.output
}
