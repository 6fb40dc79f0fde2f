# undecided: aws_codepipeline.by_a_build_that_deploys
# undecided: aws_codepipeline.key_known_later, aws_codepipeline.to_an_unknown_account, aws_codepipeline.role_known_later
resource "aws_kms_key" "pipeline" {
  description = "Artefacts of pipelines."
}

resource "terraform_data" "later" {
  input = "later"
}

resource "aws_codepipeline" "key_known_later" {
  name     = "key-known-later"
  role_arn = "arn:aws:iam::999988887777:role/pipeline"

  artifact_store {
    location = "bank-pipeline"
    type     = "S3"

    encryption_key {
      id   = terraform_data.later.output
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

resource "aws_codepipeline" "to_an_unknown_account" {
  name     = "to-an-unknown-account"
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
      role_arn        = "arn:aws:iam::777788889999:role/deploy"
      input_artifacts = ["source"]
      configuration = {
        StackName = "models"
      }
    }
  }
}

resource "aws_codepipeline" "role_known_later" {
  name     = "role-known-later"
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
      role_arn        = terraform_data.later.output
      input_artifacts = ["source"]
      configuration = {
        StackName = "models"
      }
    }
  }
}

resource "aws_codepipeline" "by_a_build_that_deploys" {
  name     = "by-a-build-that-deploys"
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
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      run_order       = 1
      role_arn        = "arn:aws:iam::777788889999:role/deploy"
      input_artifacts = ["source"]
      configuration = {
        ProjectName = "apply"
      }
    }
  }
}
