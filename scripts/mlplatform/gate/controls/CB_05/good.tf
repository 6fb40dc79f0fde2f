# pass: aws_codepipeline.by_builds_with_roles_of_their_own
# pass: aws_codepipeline.approval_stage_before, aws_codepipeline.approval_first_in_stage, aws_codepipeline.test_alone
resource "aws_kms_key" "pipeline" {
  description = "Artefacts of pipelines."
}

resource "aws_codepipeline" "approval_stage_before" {
  name     = "approval-stage-before"
  role_arn = "arn:aws:iam::999988887777:role/pipeline"

  artifact_store {
    location = "bank-pipeline"
    type     = "S3"

    encryption_key {
      id   = aws_kms_key.pipeline.arn
      type = "KMS"
    }
  }
  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeCommit"
      version          = "1"
      run_order        = 1
      output_artifacts = ["source"]
      configuration = {
        RepositoryName = "models"
        BranchName     = "main"
      }
    }
  }
  stage {
    name = "Test"

    action {
      name            = "Deploy"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CloudFormation"
      version         = "1"
      run_order       = 1
      role_arn        = "arn:aws:iam::444455556666:role/deploy-test"
      input_artifacts = ["source"]
      configuration = {
        StackName = "models"
      }
    }
  }
  stage {
    name = "Approve"

    action {
      name      = "Wait"
      category  = "Approval"
      owner     = "AWS"
      provider  = "Manual"
      version   = "1"
      run_order = 1
    }
  }
  stage {
    name = "Prod"

    action {
      name            = "Deploy"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CloudFormation"
      version         = "1"
      run_order       = 1
      role_arn        = "arn:aws:iam::111122223333:role/deploy-prod"
      input_artifacts = ["source"]
      configuration = {
        StackName = "models"
      }
    }
  }
}

resource "aws_codepipeline" "approval_first_in_stage" {
  name     = "approval-first-in-stage"
  role_arn = "arn:aws:iam::999988887777:role/pipeline"

  artifact_store {
    location = "bank-pipeline"
    type     = "S3"

    encryption_key {
      id   = aws_kms_key.pipeline.arn
      type = "KMS"
    }
  }
  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeCommit"
      version          = "1"
      run_order        = 1
      output_artifacts = ["source"]
      configuration = {
        RepositoryName = "models"
        BranchName     = "main"
      }
    }
  }
  stage {
    name = "Test"

    action {
      name            = "Deploy"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CloudFormation"
      version         = "1"
      run_order       = 1
      role_arn        = "arn:aws:iam::444455556666:role/deploy-test"
      input_artifacts = ["source"]
      configuration = {
        StackName = "models"
      }
    }
  }
  stage {
    name = "Prod"

    action {
      name      = "Wait"
      category  = "Approval"
      owner     = "AWS"
      provider  = "Manual"
      version   = "1"
      run_order = 1
    }

    action {
      name            = "Deploy"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CloudFormation"
      version         = "1"
      run_order       = 2
      role_arn        = "arn:aws:iam::111122223333:role/deploy-prod"
      input_artifacts = ["source"]
      configuration = {
        StackName = "models"
      }
    }
  }
}

resource "aws_codepipeline" "test_alone" {
  name     = "test-alone"
  role_arn = "arn:aws:iam::999988887777:role/pipeline"

  artifact_store {
    location = "bank-pipeline"
    type     = "S3"

    encryption_key {
      id   = aws_kms_key.pipeline.arn
      type = "KMS"
    }
  }
  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeCommit"
      version          = "1"
      run_order        = 1
      output_artifacts = ["source"]
      configuration = {
        RepositoryName = "models"
        BranchName     = "main"
      }
    }
  }
  stage {
    name = "Test"

    action {
      name            = "Deploy"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CloudFormation"
      version         = "1"
      run_order       = 1
      role_arn        = "arn:aws:iam::444455556666:role/deploy-test"
      input_artifacts = ["source"]
      configuration = {
        StackName = "models"
      }
    }
  }
}

# The builds deploy, each with the role of its project.
resource "aws_codebuild_project" "deploy" {
  for_each = toset(["test", "prod"])

  name         = "deploy-${each.key}"
  service_role = "arn:aws:iam::999988887777:role/deploy-${each.key}"
  tags         = { environment = each.key }

  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
  }
  source {
    type = "CODEPIPELINE"
  }
}

resource "aws_codepipeline" "by_builds_with_roles_of_their_own" {
  name     = "by-builds-with-roles-of-their-own"
  role_arn = "arn:aws:iam::999988887777:role/pipeline"

  artifact_store {
    location = "bank-pipeline"
    type     = "S3"

    encryption_key {
      id   = aws_kms_key.pipeline.arn
      type = "KMS"
    }
  }
  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeCommit"
      version          = "1"
      run_order        = 1
      output_artifacts = ["source"]
      configuration = {
        RepositoryName = "models"
        BranchName     = "main"
      }
    }
  }
  stage {
    name = "Test"

    action {
      name            = "Deploy"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      run_order       = 1
      input_artifacts = ["source"]
      configuration = {
        ProjectName = aws_codebuild_project.deploy["test"].name
      }
    }
  }
  stage {
    name = "Prod"

    action {
      name      = "Wait"
      category  = "Approval"
      owner     = "AWS"
      provider  = "Manual"
      version   = "1"
      run_order = 1
    }

    action {
      name            = "Deploy"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      run_order       = 2
      input_artifacts = ["source"]
      configuration = {
        ProjectName = aws_codebuild_project.deploy["prod"].name
      }
    }
  }
}
