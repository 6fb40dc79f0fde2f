# pass: aws_iam_role.pipeline, aws_iam_role.reader, aws_iam_role.platform, aws_codepipeline.this
# pass: aws_iam_role.refused, aws_iam_policy.elsewhere
resource "aws_iam_role" "pipeline" {
  name               = "pipeline"
  assume_role_policy = data.aws_iam_policy_document.codepipeline.json
}

data "aws_iam_policy_document" "codepipeline" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111122223333"]
    }
  }
}

data "aws_iam_policy_document" "people" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::444455556666:role/engineer"]
    }
  }
}

data "aws_iam_policy_document" "start" {
  statement {
    actions   = ["codebuild:StartBuild", "codebuild:BatchGetBuilds"]
    resources = ["arn:aws:codebuild:eu-west-2:111122223333:project/deploy"]
  }
}

resource "aws_iam_role_policy" "pipeline" {
  role   = aws_iam_role.pipeline.name
  policy = data.aws_iam_policy_document.start.json
}

resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = data.aws_iam_policy_document.people.json
}

resource "aws_iam_role_policy" "reader" {
  role = aws_iam_role.reader.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["codebuild:BatchGet*", "codebuild:List*"], Resource = "*" }]
  })
}

resource "aws_iam_role" "platform" {
  name               = "platform-deploy"
  assume_role_policy = data.aws_iam_policy_document.people.json
}

resource "aws_iam_role_policy" "platform" {
  role = aws_iam_role.platform.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "codebuild:*", Resource = "*" }]
  })
}

# Allowed by one policy and refused by another.
resource "aws_iam_role" "refused" {
  name               = "refused"
  assume_role_policy = data.aws_iam_policy_document.people.json
}

resource "aws_iam_role_policy" "refused" {
  role = aws_iam_role.refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "codebuild:*", Resource = "arn:aws:codebuild:eu-west-2:111122223333:project/*" },
      { Effect = "Deny", Action = ["codebuild:Start*", "codebuild:Retry*", "codebuild:UpdateProject"], Resource = "*" },
    ]
  })
}

# Attached by another root; what it gives is harmless whoever holds it.
resource "aws_iam_policy" "elsewhere" {
  name = "elsewhere"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "codebuild:BatchGetBuilds", Resource = "*" }]
  })
}

resource "aws_codepipeline" "this" {
  name     = "this"
  role_arn = aws_iam_role.pipeline.arn

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
        EnvironmentVariables = jsonencode([{ name = "STAGE", value = "test", type = "PLAINTEXT" }])
      }
    }
  }
}
