# Every service that Studio, jobs, pip, images, the catalogue, pipelines and data access call, as data. The names
# are those that private DNS answers inside the VPC; DNS Firewall lets these be asked and no others. The actions
# are the service's own, so that a door for one service is none for another; a token for packages is made by STS, and AWS
# asks the door of CodeArtifact about that too.
locals {
  _host = "${var.context.region}.amazonaws.com"

  _services = { for service, about in local._every_service : service => about if local._has_studio || !contains(local._of_studio, service) } # NET-09

  # Studio's own pages, and the catalogue from which people launch products.
  _of_studio = ["servicecatalog", "studio"]

  _every_service = {
    "athena"                         = { names = ["athena.${local._host}"], actions = ["athena:*"] }
    "cloudformation"                 = { names = ["cloudformation.${local._host}"], actions = ["cloudformation:*"] } # builds check and deploy endpoint templates
    "codeartifact.api"               = { names = ["codeartifact.${local._host}"], actions = ["codeartifact:*", "sts:GetServiceBearerToken"] }
    "codeartifact.repositories"      = { names = ["*.d.codeartifact.${local._host}"], actions = ["codeartifact:*"] }
    "codebuild"                      = { names = ["codebuild.${local._host}"], actions = ["codebuild:*"] }
    "codecommit"                     = { names = ["codecommit.${local._host}"], actions = ["codecommit:*"] }
    "codepipeline"                   = { names = ["codepipeline.${local._host}"], actions = ["codepipeline:*"] }
    "ecr.api"                        = { names = ["api.ecr.${local._host}"], actions = ["ecr:*"] }
    "ecr.dkr"                        = { names = ["*.dkr.ecr.${local._host}"], actions = ["ecr:*"] }
    "elasticfilesystem"              = { names = ["elasticfilesystem.${local._host}"], actions = ["elasticfilesystem:*"] }
    "events"                         = { names = ["events.${local._host}"], actions = ["events:*"] }
    "git-codecommit"                 = { names = ["git-codecommit.${local._host}"], actions = ["codecommit:*"] }
    "glue"                           = { names = ["glue.${local._host}"], actions = ["glue:*"] }
    "kms"                            = { names = ["kms.${local._host}"], actions = ["kms:*"] }
    "lakeformation"                  = { names = ["lakeformation.${local._host}"], actions = ["lakeformation:*"] }
    "logs"                           = { names = ["logs.${local._host}"], actions = ["logs:*"] }
    "monitoring"                     = { names = ["monitoring.${local._host}"], actions = ["cloudwatch:*"] }
    "sagemaker.api"                  = { names = ["api.sagemaker.${local._host}"], actions = ["sagemaker:*"] }
    "sagemaker.featurestore-runtime" = { names = ["featurestore-runtime.sagemaker.${local._host}"], actions = ["sagemaker:*"] }
    "sagemaker.metrics"              = { names = ["metrics.sagemaker.${local._host}"], actions = ["sagemaker:*"] }
    "sagemaker.runtime"              = { names = ["runtime.sagemaker.${local._host}"], actions = ["sagemaker:*"] }
    "secretsmanager"                 = { names = ["secretsmanager.${local._host}"], actions = ["secretsmanager:*"] }
    "servicecatalog"                 = { names = ["servicecatalog.${local._host}"], actions = ["servicecatalog:*"] }
    "ssm"                            = { names = ["ssm.${local._host}"], actions = ["ssm:*"] }
    "sts"                            = { names = ["sts.${local._host}"], actions = local._sts_actions }
    "studio"                         = { names = ["*.studio.${var.context.region}.sagemaker.aws"], actions = ["sagemaker:*"] }
  }

  # No federation: AssumeRoleWithSAML and WithWebIdentity are asked by nobody of the organization.
  # GetServiceBearerToken is CodeArtifact's token.
  _sts_actions = [
    "sts:AssumeRole",
    "sts:DecodeAuthorizationMessage",
    "sts:GetCallerIdentity",
    "sts:GetServiceBearerToken",
    "sts:SetSourceIdentity",
    "sts:TagSession",
  ]

  # SageMaker's own interface is the one service not named after com.amazonaws.
  _service_names = {
    for service in keys(local._services) :
    service => service == "studio" ? "aws.sagemaker.${var.context.region}.studio" : "com.amazonaws.${var.context.region}.${service}"
  }
}
