# fail: aws_iam_role.starter["by_developer"], aws_iam_role.starter["by_retry"], aws_iam_role.starter["by_sandbox"]
# fail: aws_iam_role.starter["by_changed_project"], aws_iam_role.starter["by_wildcard"], aws_iam_role.starter["by_schedule"]
# fail: aws_iam_role.starter["pipeline_that_people_are"], aws_iam_role.starter["pipeline_that_changes_projects"]
# fail: aws_iam_role.administrator, aws_iam_policy.elsewhere, aws_ssoadmin_permission_set.engineers
# fail: aws_codebuild_webhook.on_push, aws_codepipeline.other_commands, aws_codepipeline.variable_of_the_starter
# fail: aws_iam_role.everything_but
locals {
  principals = {
    people       = { AWS = "arn:aws:iam::444455556666:role/engineer" }
    events       = { Service = "events.amazonaws.com" }
    codepipeline = { Service = "codepipeline.amazonaws.com" }
    both         = { Service = "codepipeline.amazonaws.com", AWS = "arn:aws:iam::444455556666:role/engineer" }
  }
  starters = {
    by_developer                   = { trusts = "people", actions = ["codebuild:StartBuild"], project = "deploy" }
    by_retry                       = { trusts = "people", actions = ["codebuild:RetryBuild"], project = "deploy" }
    by_sandbox                     = { trusts = "people", actions = ["codebuild:StartSandbox"], project = "deploy" }
    by_changed_project             = { trusts = "people", actions = ["codebuild:UpdateProject"], project = "deploy" }
    by_wildcard                    = { trusts = "people", actions = ["codebuild:St*"], project = "*" }
    by_schedule                    = { trusts = "events", actions = ["codebuild:StartBuild"], project = "deploy" }
    pipeline_that_people_are       = { trusts = "both", actions = ["codebuild:StartBuild"], project = "deploy" }
    pipeline_that_changes_projects = { trusts = "codepipeline", actions = ["codebuild:StartBuild", "codebuild:UpdateProject"], project = "deploy" }
  }
}

resource "aws_iam_role" "starter" {
  for_each = local.starters

  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.principals[each.value.trusts] }]
  })
}

resource "aws_iam_role_policy" "starter" {
  for_each = local.starters

  role = aws_iam_role.starter[each.key].name
  # The condition is no help: it does not tell who starts.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = each.value.actions
      Resource  = "arn:aws:codebuild:eu-west-2:111122223333:project/${each.value.project}"
      Condition = { StringEquals = { "aws:RequestedRegion" = "eu-west-2" } }
    }]
  })
}

resource "aws_iam_role" "administrator" {
  name = "administrator"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.principals.people }]
  })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  role       = aws_iam_role.administrator.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "everything_but" {
  name = "everything-but"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.principals.people }]
  })
}

resource "aws_iam_role_policy" "everything_but" {
  role = aws_iam_role.everything_but.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = ["iam:*"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "elsewhere" {
  name = "elsewhere"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "codebuild:StartBuild", Resource = "*" }]
  })
}

resource "aws_ssoadmin_permission_set" "engineers" {
  name         = "engineers"
  instance_arn = "arn:aws:sso:::instance/ssoins-1111222233334444"
}

resource "aws_ssoadmin_permission_set_inline_policy" "engineers" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-1111222233334444"
  permission_set_arn = aws_ssoadmin_permission_set.engineers.arn
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "codebuild:StartBuild", Resource = "*" }]
  })
}

resource "aws_codebuild_webhook" "on_push" {
  project_name = "deploy"
}

resource "aws_codepipeline" "other_commands" {
  name     = "other-commands"
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
        ProjectName       = "deploy"
        BuildspecOverride = "version: 0.2"
      }
    }
  }
}

resource "aws_codepipeline" "variable_of_the_starter" {
  name     = "variable-of-the-starter"
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
        EnvironmentVariables = jsonencode([{ name = "IMAGE", value = "#{variables.image}", type = "PLAINTEXT" }])
      }
    }
  }
}
