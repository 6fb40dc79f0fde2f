# fail: aws_codepipeline.without_key, aws_codepipeline.key_of_aws, aws_codepipeline.without_approval
# fail: aws_codepipeline.approval_beside_it, aws_codepipeline.production_by_account_alone
# fail: aws_codepipeline.production_by_build, aws_codepipeline.role_of_the_pipeline, aws_codepipeline.without_role
# fail: aws_codepipeline.production_by_project_alone
# fail: aws_codepipeline.second_region_in_clear, aws_codepipeline.approval_of_a_stranger
resource "aws_kms_key" "pipeline" {
  description = "Artefacts of pipelines."
}

resource "aws_codepipeline" "without_key" {
  name     = "without-key"
  role_arn = "arn:aws:iam::999988887777:role/pipeline"

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

resource "aws_codepipeline" "key_of_aws" {
  name     = "key-of-aws"
  role_arn = "arn:aws:iam::999988887777:role/pipeline"

  artifact_store {
    location = "bank-pipeline"
    type     = "S3"

    encryption_key {
      id   = "arn:aws:kms:eu-west-2:999988887777:alias/aws/s3"
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

resource "aws_codepipeline" "without_approval" {
  name     = "without-approval"
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

resource "aws_codepipeline" "approval_beside_it" {
  name     = "approval-beside-it"
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

    action {
      name      = "Wait"
      category  = "Approval"
      owner     = "AWS"
      provider  = "Manual"
      version   = "1"
      run_order = 1
    }
  }
}

resource "aws_codepipeline" "production_by_account_alone" {
  name     = "production-by-account-alone"
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
    name = "Release"

    action {
      name            = "Release"
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

resource "aws_codepipeline" "production_by_build" {
  name     = "production-by-build"
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
      name            = "Build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      run_order       = 1
      input_artifacts = ["source"]
      configuration = {
        ProjectName = "deploy"
      }
    }
  }
}

resource "aws_codepipeline" "role_of_the_pipeline" {
  name     = "role-of-the-pipeline"
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
      role_arn        = "arn:aws:iam::999988887777:role/pipeline"
      input_artifacts = ["source"]
      configuration = {
        StackName = "models"
      }
    }
  }
}

resource "aws_codepipeline" "without_role" {
  name     = "without-role"
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
      input_artifacts = ["source"]
      configuration = {
        StackName = "models"
      }
    }
  }
}

resource "aws_codepipeline" "second_region_in_clear" {
  name     = "second-region-in-clear"
  role_arn = "arn:aws:iam::999988887777:role/pipeline"

  artifact_store {
    location = "bank-pipeline"
    type     = "S3"

    encryption_key {
      id   = aws_kms_key.pipeline.arn
      type = "KMS"
    }
    region = "eu-west-2"
  }
  artifact_store {
    location = "bank-pipeline-west-1"
    type     = "S3"
    region   = "eu-west-1"
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

resource "aws_codepipeline" "approval_of_a_stranger" {
  name     = "approval-of-a-stranger"
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
      owner     = "Custom"
      provider  = "ServiceNow"
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

resource "aws_codebuild_project" "of_production" {
  name         = "runner"
  service_role = "arn:aws:iam::111122223333:role/runner"
  tags         = { environment = "prod" }

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

resource "aws_codepipeline" "production_by_project_alone" {
  name     = "production-by-project-alone"
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
    name = "Run"

    action {
      name            = "Build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      run_order       = 1
      input_artifacts = ["source"]
      configuration = {
        ProjectName = aws_codebuild_project.of_production.name
      }
    }
  }
}
