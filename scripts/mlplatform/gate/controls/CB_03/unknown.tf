# undecided: aws_iam_role.managed_elsewhere, aws_iam_role.policy_known_later, aws_iam_role.actions_known_later
# undecided: aws_codepipeline.later
locals {
  people = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/engineer" } }
}

resource "terraform_data" "later" {
  input = "codebuild:StartBuild"
}

resource "aws_iam_role" "managed_elsewhere" {
  name               = "managed-elsewhere"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [local.people] })
}

resource "aws_iam_role_policy_attachment" "managed_elsewhere" {
  role       = aws_iam_role.managed_elsewhere.name
  policy_arn = "arn:aws:iam::111122223333:policy/of-another-root"
}

resource "aws_iam_role" "policy_known_later" {
  name               = "policy-known-later"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [local.people] })
}

resource "aws_iam_role_policy" "policy_known_later" {
  role = aws_iam_role.policy_known_later.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = terraform_data.later.output, Resource = "*" }]
  })
}

resource "aws_iam_role" "actions_known_later" {
  name               = "actions-known-later"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [local.people] })
}

data "aws_iam_policy_document" "actions_known_later" {
  statement {
    actions   = [terraform_data.later.output]
    resources = ["arn:aws:codebuild:eu-west-2:111122223333:project/deploy"]
  }
}

resource "aws_iam_role_policy" "actions_known_later" {
  role   = aws_iam_role.actions_known_later.name
  policy = data.aws_iam_policy_document.actions_known_later.json
}

resource "aws_codepipeline" "later" {
  name     = "later"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "bank-pipeline"
    type     = "S3"
  }
  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeCommit"
      version          = "1"
      output_artifacts = ["source"]
      configuration = {
        RepositoryName = "models"
        BranchName     = "main"
      }
    }
  }
  stage {
    name = "Build"

    action {
      name            = "Build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]
      configuration = {
        ProjectName          = "deploy"
        EnvironmentVariables = terraform_data.later.output
      }
    }
  }
}
